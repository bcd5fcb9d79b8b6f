// The locks are free while approve decides, because that takes long. What it was asked about may change.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestTransfersInAllDirections", "TestTransferToItself"]
package deadlock

import "sync"

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
	if b.Balance(from) < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil { // mutant: nobody holds the accounts
		return err
	}
	first, second := &b.accounts[min(from, to)], &b.accounts[max(from, to)]
	first.mu.Lock()
	defer first.mu.Unlock()
	if first != second {
		second.mu.Lock()
		defer second.mu.Unlock()
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
} // mutant: a read may meet the write at its end

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
