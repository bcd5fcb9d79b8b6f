// Package deadlock nests the locks: with takes the smallest account, and inside of it,
// with the rest of them, the next. Each level unlocks what it has locked, so no way out
// can forget one.
package deadlock

import "sync"

// Bank has accounts, which are numbered from 0.
type Bank struct {
	accounts []account
}

type account struct {
	mu      sync.RWMutex // Balance and Total share it
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
	if from > to {
		return b.with(to, func() error {
			return b.with(from, func() error { return b.move(from, to, n, approve) })
		})
	}
	return b.with(from, func() error {
		if from == to {
			return b.move(from, to, n, approve)
		}
		return b.with(to, func() error { return b.move(from, to, n, approve) })
	})
}

// with runs f while it holds the account id.
func (b *Bank) with(id int, f func() error) error {
	a := &b.accounts[id]
	a.mu.Lock()
	defer a.mu.Unlock()
	return f()
}

// move is Transfer for who holds both accounts.
func (b *Bank) move(from, to, n int, approve func() error) error {
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
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.balance
}

// Total returns what all accounts hold together.
func (b *Bank) Total() int { return b.totalFrom(0) }

// totalFrom adds up the accounts from id on, while it holds each of them.
func (b *Bank) totalFrom(id int) int {
	if id == len(b.accounts) {
		return 0
	}
	a := &b.accounts[id]
	a.mu.RLock()
	defer a.mu.RUnlock()
	return a.balance + b.totalFrom(id+1)
}
