// Package lostupdate keeps bank accounts in a store whose every call is atomic.
package lostupdate

// Bank keeps the balance of each account in its store. It has no lock: every change is
// a compare-and-put, repeated if somebody else was faster.
type Bank struct{ store *Store }

// New returns a bank on store, which nobody but this bank uses from now on.
func New(store *Store) *Bank { return &Bank{store} }

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int { return b.store.Get(id) }

// Deposit adds n, which is above 0, to the account id.
func (b *Bank) Deposit(id string, n int) {
	for {
		old := b.store.Get(id)
		if b.store.CompareAndPut(id, old, old+n) {
			return
		}
	}
}

// Withdraw takes n from the account id, or nothing at all and returns ErrInsufficient.
func (b *Bank) Withdraw(id string, n int) error {
	for {
		old := b.store.Get(id)
		if old < n {
			return ErrInsufficient
		}
		if b.store.CompareAndPut(id, old, old-n) {
			return nil
		}
	}
}

// Transfer takes first and gives then. In between the money is nowhere, never twice.
func (b *Bank) Transfer(from, to string, n int) error {
	if from == to {
		// Taking it away for a moment would get others refused who could be served.
		if b.store.Get(from) < n {
			return ErrInsufficient
		}
		return nil
	}
	if err := b.Withdraw(from, n); err != nil {
		return err
	}
	b.Deposit(to, n)
	return nil
}
