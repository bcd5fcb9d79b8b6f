// Transfer locks the account that gives and then the one that gets. In both directions at once, each waits for the other.
//
//	verdicts = ["deadlock"]
//	means = "explorer"
//	fails = ["TestTransfersKeepTheTotal", "TestTransferToItself"]
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

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	mu := b.lock(id)
	mu.Lock()
	defer mu.Unlock()
	b.store.Put(id, b.store.Get(id)+n)
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	mu := b.lock(id)
	mu.Lock()
	defer mu.Unlock()
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n)
	return nil
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	source, target := b.lock(from), b.lock(to)
	source.Lock()
	defer source.Unlock()
	target.Lock() // mutant: somebody else took these two in the other order, or the same one twice
	defer target.Unlock()
	balance := b.store.Get(from)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(from, balance-n)
	b.store.Put(to, b.store.Get(to)+n)
	return nil
}

func (b *Bank) lock(id string) *sync.Mutex {
	mu, _ := b.locks.LoadOrStore(id, new(sync.Mutex))
	return mu.(*sync.Mutex)
}
