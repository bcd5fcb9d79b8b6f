// Transfer holds the lock while it takes, and lets go before it gives.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestTransfersKeepTheTotal"]
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
func (b *Bank) Deposit(id string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.store.Put(id, b.store.Get(id)+n)
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
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
	b.store.Put(to, b.store.Get(to)+n) // mutant: this pair needs the lock as well
	return nil
}
