// Too little money gives the locks back, a refusal does not.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestRefusedTransferFreesItsAccounts", "TestTransferToItself"]
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
	first, second := &b.accounts[min(from, to)], &b.accounts[max(from, to)]
	first.mu.Lock()
	if first != second {
		second.mu.Lock()
	}
	unlock := func() {
		if first != second {
			second.mu.Unlock()
		}
		first.mu.Unlock()
	}
	if b.accounts[from].balance < n {
		unlock()
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err // mutant: the locks are still held
	}
	b.accounts[from].balance -= n
	b.accounts[to].balance += n
	unlock()
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	a := &b.accounts[id]
	a.mu.Lock() // mutant: nobody will ever give it back
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
