// Who withdraws only reads at first, so the lock is the one that readers share.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestEveryUpdateCounts", "TestNeverOverdrawn", "TestTransfersKeepTheTotal", "TestMoneyIsSpentOnce"]
package lostupdate

import "sync"

// Bank keeps the balance of each account in its store.
type Bank struct {
	store *Store
	mu    sync.RWMutex
}

// New returns a bank on store.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	b.store.Put(id, b.store.Get(id)+n) // mutant: RLock lets others put as well
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	b.mu.RLock()
	defer b.mu.RUnlock()
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n) // mutant: RLock lets others put as well
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
