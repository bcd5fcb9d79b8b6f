// Package deadlock moves money between accounts that are taken both or not at all.
package deadlock

import "sync"

// Bank has accounts, which are numbered from 0. Nobody holds one account and waits for
// another (Coffman's "hold and wait"): a transfer takes its two in one step or waits.
type Bank struct {
	mu    sync.Mutex
	freed *sync.Cond
	busy  []bool // an account that a transfer has taken; guarded by mu
	funds []int  // guarded by mu
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	b := &Bank{
		busy:  make([]bool, len(balances)),
		funds: append([]int(nil), balances...),
	}
	b.freed = sync.NewCond(&b.mu)
	return b
}

// take waits until both accounts are free.
func (b *Bank) take(x, y int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.busy[x] || b.busy[y] {
		b.freed.Wait()
	}
	b.busy[x], b.busy[y] = true, true
}

func (b *Bank) free(x, y int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.busy[x], b.busy[y] = false, false
	b.freed.Broadcast() // not Signal: the one that wakes may want another account
}

// Transfer moves n, which is above 0, from one account to another, or to the same.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	b.take(from, to)
	defer b.free(from, to)

	if b.Balance(from) < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err
	}

	b.mu.Lock()
	defer b.mu.Unlock()
	b.funds[from] -= n
	b.funds[to] += n
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.funds[id]
}

// Total returns what all accounts hold together, at one moment.
func (b *Bank) Total() (sum int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.funds {
		sum += f
	}
	return
}
