// Package lostupdate keeps bank accounts in a store whose every call is atomic.
//
// The task: the store is safe to share, and the race detector finds nothing here, but
// money appears and disappears. Make Deposit, Withdraw and Transfer right in every
// schedule. Names and signatures stay as they are. README.md has the contract.
package lostupdate

// Bank keeps the balance of each account in its store. Its methods may be called by
// many goroutines at once.
type Bank struct {
	store *Store
}

// New returns a bank on store, which nobody but this bank uses from now on.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

// Deposit adds n, which is above 0, to the account id.
func (b *Bank) Deposit(id string, n int) {
	// TODO: here and below, each call of the store is one step. Together they are not.
	balance := b.store.Get(id)
	b.store.Put(id, balance+n)
}

// Withdraw takes n, which is above 0, from the account id. If there is less than n, it
// takes nothing and returns ErrInsufficient.
func (b *Bank) Withdraw(id string, n int) error {
	if b.store.Get(id) < n {
		return ErrInsufficient
	}
	balance := b.store.Get(id)
	b.store.Put(id, balance-n)
	return nil
}

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less than n, it moves nothing and returns ErrInsufficient.
func (b *Bank) Transfer(from, to string, n int) error {
	source, target := b.store.Get(from), b.store.Get(to)
	if source < n {
		return ErrInsufficient
	}
	b.store.Put(from, source-n)
	b.store.Put(to, target+n)
	return nil
}
