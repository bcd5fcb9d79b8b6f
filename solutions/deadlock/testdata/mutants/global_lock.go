// One lock for the whole bank: no order to keep, and nobody can do anything while one is approved.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestUnrelatedTransfersDoNotWait"]
package deadlock

import "sync"

// Bank has accounts, which are numbered from 0.
type Bank struct {
	mu       sync.Mutex
	balances []int
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	return &Bank{balances: balances}
}

// Transfer moves n from one account to another if approve agrees.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	b.mu.Lock() // mutant: waits for transfers of other accounts
	defer b.mu.Unlock()
	if b.balances[from] < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil { // mutant: with everybody else shut out
		return err
	}
	b.balances[from] -= n
	b.balances[to] += n
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.balances[id]
}

// Total returns what all accounts hold together.
func (b *Bank) Total() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	total := 0
	for _, balance := range b.balances {
		total += balance
	}
	return total
}
