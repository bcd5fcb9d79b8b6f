// Package lostupdate holds the locks of both accounts during a transfer, so that nobody
// finds the money on neither of them. They are taken in the order of their names,
// whatever the direction, and once if both are one: otherwise two transfers could wait
// for each other for ever.
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

func (b *Bank) lock(id string) *sync.Mutex {
	mu, _ := b.locks.LoadOrStore(id, new(sync.Mutex))
	return mu.(*sync.Mutex)
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	mu := b.lock(id)
	mu.Lock()
	defer mu.Unlock()
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
	return b.take(id, n)
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	first, second := b.lock(min(from, to)), b.lock(max(from, to))
	first.Lock()
	defer first.Unlock()
	if first != second {
		second.Lock()
		defer second.Unlock()
	}
	if err := b.take(from, n); err != nil {
		return err
	}
	b.store.Put(to, b.store.Get(to)+n)
	return nil
}

// take is Withdraw for who holds the lock of id.
func (b *Bank) take(id string, n int) error {
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n)
	return nil
}
