// Package lostupdate locks one account at a time, never two: Transfer is a Withdraw
// and then a Deposit. Accounts that have nothing to do with each other do not wait for
// each other, and since nobody waits for a lock while holding one, there is no deadlock.
//
// The price: between the two steps the money is on neither account. The contract allows
// that; where it is not allowed, both locks have to be held, in an order.
package lostupdate

import "sync"

// Bank keeps the balance of each account in its store.
type Bank struct {
	store *Store
	locks sync.Map // from account to *sync.Mutex
}

// New returns a bank on store.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// lock locks the account id and returns the function that unlocks it.
func (b *Bank) lock(id string) func() {
	mu, _ := b.locks.LoadOrStore(id, new(sync.Mutex))
	mu.(*sync.Mutex).Lock()
	return mu.(*sync.Mutex).Unlock
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	defer b.lock(id)()
	b.store.Put(id, b.store.Get(id)+n)
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	defer b.lock(id)()
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n)
	return nil
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	if err := b.Withdraw(from, n); err != nil {
		return err
	}
	b.Deposit(to, n)
	return nil
}
