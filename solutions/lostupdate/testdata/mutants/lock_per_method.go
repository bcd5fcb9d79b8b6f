// Each method has a mutex of its own, so a Deposit does not wait for a Withdraw.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestEveryUpdateCounts", "TestTransfersKeepTheTotal"]
package lostupdate

import "sync"

// Bank keeps the balance of each account in its store.
type Bank struct {
	store    *Store
	deposit  sync.Mutex
	withdraw sync.Mutex
	transfer sync.Mutex
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
	b.deposit.Lock()
	defer b.deposit.Unlock()
	balance := b.store.Get(id)
	b.store.Put(id, balance+n) // mutant: a Withdraw holds another mutex
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	b.withdraw.Lock()
	defer b.withdraw.Unlock()
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n) // mutant: a Deposit holds another mutex
	return nil
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	b.transfer.Lock()
	defer b.transfer.Unlock()
	balance := b.store.Get(from)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(from, balance-n)
	b.store.Put(to, b.store.Get(to)+n)
	return nil
}
