// Package lostupdate keeps bank accounts in a store whose every call is atomic.
//
// The store only protects single calls. We need "read the balance, calculate, write the
// balance" to be ONE thing, so the bank needs a lock of its own.
package lostupdate

import "sync"

// Bank keeps the balance of each account in its store. Its methods may be called by
// many goroutines at once.
type Bank struct {
	store *Store

	// mutex must be held during every access to the store.
	mutex sync.Mutex
}

// New returns a bank on store, which nobody but this bank uses from now on.
func New(store *Store) *Bank {
	bank := new(Bank)
	bank.store = store
	return bank
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	b.mutex.Lock()
	balance := b.store.Get(id)
	b.mutex.Unlock()
	return balance
}

// Deposit adds n, which is above 0, to the account id.
func (b *Bank) Deposit(id string, n int) {
	b.mutex.Lock()
	oldBalance := b.store.Get(id)
	newBalance := oldBalance + n
	b.store.Put(id, newBalance)
	b.mutex.Unlock()
}

// Withdraw takes n, which is above 0, from the account id. If there is less than n, it
// takes nothing and returns ErrInsufficient.
func (b *Bank) Withdraw(id string, n int) error {
	b.mutex.Lock()
	oldBalance := b.store.Get(id)
	if oldBalance < n {
		// do not forget to unlock here!!
		b.mutex.Unlock()
		return ErrInsufficient
	}
	newBalance := oldBalance - n
	b.store.Put(id, newBalance)
	b.mutex.Unlock()
	return nil
}

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less than n, it moves nothing and returns ErrInsufficient.
func (b *Bank) Transfer(from, to string, n int) error {
	b.mutex.Lock()
	defer b.mutex.Unlock()

	// first look whether the sender has enough
	oldFromBalance := b.store.Get(from)
	if oldFromBalance < n {
		return ErrInsufficient
	}

	// Special case: if the sender is the receiver then nothing changes. With the code
	// below it would get n for free, because the second Put writes over the first.
	if from == to {
		return nil
	}

	oldToBalance := b.store.Get(to)
	newFromBalance := oldFromBalance - n
	newToBalance := oldToBalance + n
	b.store.Put(from, newFromBalance)
	b.store.Put(to, newToBalance)
	return nil
}
