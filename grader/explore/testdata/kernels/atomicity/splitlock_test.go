// A split critical section: the deposit reads under the lock, lets go, and
// writes under the lock again. Breaks when the other deposit runs in the gap:
// one of the two is lost.

package atomicity

import (
	"sync"
	"testing"
)

type splitAccount struct {
	mu      sync.Mutex
	balance int
}

func (a *splitAccount) depositSplit(n int) {
	a.mu.Lock()
	b := a.balance
	a.mu.Unlock()
	a.mu.Lock()
	a.balance = b + n
	a.mu.Unlock()
}

func (a *splitAccount) deposit(n int) {
	a.mu.Lock()
	a.balance += n
	a.mu.Unlock()
}

func splitLock(t *testing.T, a *splitAccount, deposit func(int)) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			deposit(10)
		}()
	}
	wg.Wait()
	if a.balance != 20 {
		t.Errorf("balance = %d, want 20", a.balance)
	}
}

// want: wrong result
func TestSplitLockBug(t *testing.T) {
	a := &splitAccount{}
	splitLock(t, a, a.depositSplit)
}

func TestSplitLockFixed(t *testing.T) {
	a := &splitAccount{}
	splitLock(t, a, a.deposit)
}
