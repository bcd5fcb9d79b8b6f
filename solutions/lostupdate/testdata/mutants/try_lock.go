// Withdraw does not wait: if somebody else is at the accounts, the customer is refused.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package lostupdate

import "sync"

// Bank keeps the balance of each account in its store.
type Bank struct {
	store *Store
	mu    sync.Mutex
}

// New returns a bank on store.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) { // mutant: who comes to Withdraw meanwhile is refused
	b.mu.Lock()
	defer b.mu.Unlock()
	b.store.Put(id, b.store.Get(id)+n)
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	if !b.mu.TryLock() {
		return ErrInsufficient // mutant: the money is there, only the lock is not
	}
	defer b.mu.Unlock()
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n)
	return nil
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error { // mutant: who comes to Withdraw meanwhile is refused
	b.mu.Lock()
	defer b.mu.Unlock()
	balance := b.store.Get(from)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(from, balance-n)
	b.store.Put(to, b.store.Get(to)+n)
	return nil
}
