// Each call sleeps for another time first, so that they seldom meet.
//
//	verdicts = ["wrong result", "hang"]
//	means = "explorer"
//	fails = ["TestEveryUpdateCounts", "TestNeverOverdrawn", "TestTransfersKeepTheTotal", "TestMoneyIsSpentOnce", "TestTransferToItself"]
package lostupdate

import (
	"math/rand/v2"
	"time"
)

// Bank keeps the balance of each account in its store.
type Bank struct {
	store *Store
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
	wait()
	balance := b.store.Get(id)
	b.store.Put(id, balance+n) // mutant: nothing keeps others out, they are only seldom there
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	wait()
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	b.store.Put(id, balance-n) // mutant: nothing keeps others out, they are only seldom there
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

func wait() {
	time.Sleep(rand.N(time.Millisecond)) // mutant: no order comes of it
}
