// Transfer reads both balances before it puts either. The lock is held all the time, but the two
// may be one account.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestTransferToItself"]
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
	b.mu.Lock()
	defer b.mu.Unlock()
	source, target := b.store.Get(from), b.store.Get(to) // mutant: target is out of date as soon as from is put
	if source < n {
		return ErrInsufficient
	}
	b.store.Put(from, source-n)
	b.store.Put(to, target+n) // mutant: written over the balance that was put just now
	return nil
}
