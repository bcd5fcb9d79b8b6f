// Withdraw takes first, and puts back what was not there.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestMoneyIsSpentOnce"]
package lostupdate

import "sync"

// Bank keeps the balance of each account in its store. Its methods may be called by
// many goroutines at once.
type Bank struct {
	store *Store
	// The store locks itself for the time of one call. This mutex is held from the
	// first call that a decision rests on to the last that carries it out.
	mu sync.Mutex
}

// New returns a bank on store, which nobody but this bank uses from now on.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

// Deposit adds n, which is above 0, to the account id.
func (b *Bank) Deposit(id string, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.add(id, n)
}

// Withdraw takes n, which is above 0, from the account id. If there is less than n, it
// takes nothing and returns ErrInsufficient.
func (b *Bank) Withdraw(id string, n int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.take(id, n)
}

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less than n, it moves nothing and returns ErrInsufficient.
func (b *Bank) Transfer(from, to string, n int) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err := b.take(from, n); err != nil { // mutant: the account is overdrawn for a moment
		return err
	}
	// The balance of to is read here, after the take: if to is from, it is another one
	// than before.
	b.add(to, n)
	return nil
}

// take is Withdraw for who holds mu. Go's mutexes cannot be locked twice, so the shared
// part needs a function that does not lock.
func (b *Bank) take(id string, n int) error {
	balance := b.store.Get(id)
	b.store.Put(id, balance-n)
	if balance < n {
		b.store.Put(id, balance)
		return ErrInsufficient
	}
	return nil
}

// add is Deposit for who holds mu.
func (b *Bank) add(id string, n int) {
	b.store.Put(id, b.store.Get(id)+n)
}
