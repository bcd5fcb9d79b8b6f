// Each call of the store gets a critical section of its own, as it had before.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestEveryUpdateCounts", "TestNeverOverdrawn", "TestTransfersKeepTheTotal", "TestMoneyIsSpentOnce"]
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
	return b.get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	balance := b.get(id)
	b.put(id, balance+n) // mutant: the lock was free since get
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	balance := b.get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.put(id, balance-n) // mutant: the lock was free since get
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

func (b *Bank) get(id string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.store.Get(id)
}

func (b *Bank) put(id string, balance int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.store.Put(id, balance)
}
