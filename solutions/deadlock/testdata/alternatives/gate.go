// Package deadlock orders the two locks of a transfer by hand, and spares Total the many
// locks: transfers share a read lock of the bank, and Total takes it for itself. While it
// counts, nothing moves.
//
// The bank's lock comes before those of the accounts, everywhere. A Total that waits
// makes new transfers wait behind it; those under way need nothing more from the bank.
package deadlock

import "sync"

// Bank has accounts, which are numbered from 0.
type Bank struct {
	moving   sync.RWMutex // shared by transfers, taken by Total
	accounts []account
}

type account struct {
	mu      sync.Mutex
	balance int // guarded by mu, or by moving if that is held for writing
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
	b.moving.RLock()
	defer b.moving.RUnlock()
	first, second := &b.accounts[min(from, to)], &b.accounts[max(from, to)]
	first.mu.Lock()
	defer first.mu.Unlock()
	if first != second {
		second.mu.Lock()
		defer second.mu.Unlock()
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
	b.moving.Lock()
	defer b.moving.Unlock()
	total := 0
	for id := range b.accounts {
		total += b.accounts[id].balance
	}
	return total
}
