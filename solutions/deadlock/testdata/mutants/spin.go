// Who does not get the second lock gives the first one back and tries again, at once.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestUnrelatedTransfersDoNotWait"]
package deadlock

import (
	"runtime"
	"sync"
)

// Bank has accounts, which are numbered from 0.
type Bank struct {
	accounts []account
}

type account struct {
	mu      sync.Mutex
	balance int
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	b := &Bank{accounts: make([]account, len(balances))}
	for i, balance := range balances {
		b.accounts[i].balance = balance
	}
	return b
}

// Transfer moves n from one account to another if approve agrees.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	source, target := &b.accounts[from], &b.accounts[to]
	for {
		source.mu.Lock()                             // mutant: comes here again and again
		if source == target || target.mu.TryLock() { // mutant: tries on instead of waiting
			break
		}
		source.mu.Unlock() // mutant: as above
		runtime.Gosched()  // mutant: runs on instead of waiting
	}
	defer source.mu.Unlock()
	if source != target {
		defer target.mu.Unlock()
	}
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
	a := &b.accounts[id]
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

// Total returns what all accounts hold together.
func (b *Bank) Total() int {
	total := 0
	for id := range b.accounts {
		a := &b.accounts[id]
		a.mu.Lock()
		defer a.mu.Unlock()
		total += a.balance
	}
	return total
}
