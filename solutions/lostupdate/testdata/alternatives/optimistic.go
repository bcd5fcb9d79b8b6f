// Package lostupdate takes no lock: it computes the new balance, and puts it only if
// the old one is still there. Otherwise it starts again, with the check as well.
//
// Somebody's CompareAndPut failed only because another one's succeeded, so there is
// always progress. That a balance went away and came back in between does no harm: the
// number is all that the decision rests on. Transfer takes first and adds then, so that
// nobody can spend what is not there yet.
package lostupdate

// Bank keeps the balance of each account in its store.
type Bank struct {
	store *Store
}

// New returns a bank on store.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	for {
		balance := b.store.Get(id)
		if b.store.CompareAndPut(id, balance, balance+n) {
			return
		}
	}
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	for {
		balance := b.store.Get(id)
		if balance < n {
			return ErrInsufficient
		}
		if b.store.CompareAndPut(id, balance, balance-n) {
			return nil
		}
	}
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	if err := b.Withdraw(from, n); err != nil {
		return err
	}
	b.Deposit(to, n)
	return nil
}
