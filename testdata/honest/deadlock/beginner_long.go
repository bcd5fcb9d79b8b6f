// Package deadlock moves money between accounts, each of which has a lock of its own.
package deadlock

import "sync"

// Bank has accounts, which are numbered from 0. Its methods may be called by many
// goroutines at once.
type Bank struct {
	accounts []account

	// books guards the balances of ALL accounts. It is only locked for the moment of
	// reading or writing numbers, never while approve runs and never while somebody
	// waits for an account.
	//
	// Order: account.mu of the smaller number, account.mu of the bigger number, books.
	books sync.Mutex
}

type account struct {
	mu      sync.Mutex // belongs to the transfer that is being approved
	balance int        // guarded by Bank.books
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
// the money if approve returns nil; if not, it returns that error.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	// Always lock the account with the smaller number first. Then there can never be
	// a circle: who waits for account k holds only accounts below k.
	if from == to {
		// the same mutex can't be locked twice
		b.accounts[from].mu.Lock()
		defer b.accounts[from].mu.Unlock()
	} else if from < to {
		b.accounts[from].mu.Lock()
		defer b.accounts[from].mu.Unlock()
		b.accounts[to].mu.Lock()
		defer b.accounts[to].mu.Unlock()
	} else {
		b.accounts[to].mu.Lock()
		defer b.accounts[to].mu.Unlock()
		b.accounts[from].mu.Lock()
		defer b.accounts[from].mu.Unlock()
	}

	// Only a transfer changes a balance, and this one has both accounts. So the answer
	// stays true after Balance has returned.
	if b.Balance(from) < n {
		return ErrInsufficient
	}

	// This may panic. That is fine: the defers run, and nothing has been moved.
	err := approve()
	if err != nil {
		return err
	}

	b.books.Lock()
	defer b.books.Unlock()
	b.accounts[from].balance -= n
	b.accounts[to].balance += n
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	b.books.Lock()
	defer b.books.Unlock()
	return b.accounts[id].balance
}

// Total returns what all accounts hold together, at one moment.
func (b *Bank) Total() int {
	b.books.Lock()
	defer b.books.Unlock()
	total := 0
	for i := 0; i < len(b.accounts); i++ {
		total += b.accounts[i].balance
	}
	return total
}
