// Package deadlock moves money between accounts, each of which has a lock of its own.
//
// The task: every access is locked, and still the bank stands still sooner or later. Make
// all transfers end, in whatever directions they meet and however they end, and the total
// right, without making unrelated transfers wait for each other. Names and signatures
// stay as they are. README.md has the contract.
package deadlock

import "sync"

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

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less, it returns ErrInsufficient. Otherwise it calls approve, once, and moves
// the money if approve returns nil; if not, it returns that error. Until approve has
// returned, no other transfer that touches one of the two accounts is approved. Approve
// may take its time, and may panic; it does not call the bank.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	source, target := &b.accounts[from], &b.accounts[to]
	// TODO: who holds one of these and waits for the other? And who gives them back?
	source.mu.Lock()
	target.mu.Lock()
	if source.balance < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err
	}
	source.balance -= n
	target.balance += n
	target.mu.Unlock()
	source.mu.Unlock()
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	a := &b.accounts[id]
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

// Total returns what all accounts hold together, at one moment.
func (b *Bank) Total() int {
	total := 0
	for id := range b.accounts {
		total += b.Balance(id)
	}
	return total
}
