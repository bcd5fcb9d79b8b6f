// Of those who wait one is woken, whatever it waits for.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestUnrelatedTransfersDoNotWait"]
package deadlock

import "sync"

// Bank has accounts, which are numbered from 0.
type Bank struct {
	mu       sync.Mutex
	released *sync.Cond // on mu: some account is no longer in use
	inUse    []bool     // guarded by mu
	balances []int      // guarded by mu
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	b := &Bank{inUse: make([]bool, len(balances)), balances: append([]int(nil), balances...)}
	b.released = sync.NewCond(&b.mu)
	return b
}

// Transfer moves n from one account to another if approve agrees.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	if !b.take(from, to, n) {
		return ErrInsufficient
	}
	approved := false // a panic does not approve either
	defer func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if approved {
			b.balances[from] -= n
			b.balances[to] += n
		}
		b.inUse[from], b.inUse[to] = false, false
		// All of them: whoever a Signal woke might wait for other accounts.
		b.released.Signal() // mutant: that one may wait for other accounts
	}()
	if err := approve(); err != nil {
		return err
	}
	approved = true
	return nil
}

// take waits for both accounts and then takes both, if from has n.
func (b *Bank) take(from, to, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for b.inUse[from] || b.inUse[to] {
		b.released.Wait() // mutant: nobody wakes it
	}
	if b.balances[from] < n {
		return false
	}
	b.inUse[from], b.inUse[to] = true, true
	return true
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
