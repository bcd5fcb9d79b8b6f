// A transfer to the same account moves nothing, so it locks nothing.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestTransferToItself"]
package deadlock

import (
	"slices"
	"sync"
)

// Bank has accounts, which are numbered from 0. Its methods may be called by many
// goroutines at once.
type Bank struct {
	accounts []account
}

type account struct {
	mu      sync.Mutex
	balance int // guarded by mu
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	b := &Bank{accounts: make([]account, len(balances))}
	for i, balance := range balances {
		b.accounts[i].balance = balance
	}
	return b
}

// lock locks the accounts and returns the function that unlocks them. It is the only
// place in which anybody waits while holding a lock.
func (b *Bank) lock(ids ...int) (unlock func()) {
	// Always upwards: who waits for an account holds only smaller ones, and so nobody
	// can wait for himself, however long the chain. An account that is named twice is
	// locked once.
	slices.Sort(ids)
	ids = slices.Compact(ids)
	for _, id := range ids {
		b.accounts[id].mu.Lock()
	}
	return func() {
		for _, id := range ids {
			b.accounts[id].mu.Unlock()
		}
	}
}

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less, it returns ErrInsufficient. Otherwise it calls approve, once, and moves
// the money if approve returns nil; if not, it returns that error. Until approve has
// returned, no other transfer that touches one of the two accounts is approved. Approve
// may take its time, and may panic; it does not call the bank.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	if from == to {
		if b.Balance(from) < n {
			return ErrInsufficient
		}
		return approve() // mutant: another one of this account may be approved meanwhile
	}
	defer b.lock(from, to)()
	if b.accounts[from].balance < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err
	}
	b.accounts[from].balance -= n
	b.accounts[to].balance += n
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	defer b.lock(id)()
	return b.accounts[id].balance
}

// Total returns what all accounts hold together, at one moment.
func (b *Bank) Total() int {
	// All locks are held at once. One after the other, a transfer could move money from
	// an account that is still to be counted to one that has been.
	ids := make([]int, len(b.accounts))
	for id := range ids {
		ids[id] = id
	}
	defer b.lock(ids...)()
	total := 0
	for id := range b.accounts {
		total += b.accounts[id].balance
	}
	return total
}
