// A transfer in two atomic steps: between the debit and the credit the money is
// nowhere. Breaks when the auditor sums in between.

package atomicity

import (
	"sync"
	"sync/atomic"
	"testing"
)

// want: wrong result
func TestTransferBug(t *testing.T) {
	var from, to atomic.Int64
	from.Store(100)
	done := make(chan struct{})
	go func() {
		defer close(done)
		from.Add(-30)
		to.Add(30)
	}()
	if sum := from.Load() + to.Load(); sum != 100 {
		t.Errorf("sum = %d, want 100", sum)
	}
	<-done
}

func TestTransferFixed(t *testing.T) {
	var mu sync.Mutex
	var from, to atomic.Int64
	from.Store(100)
	done := make(chan struct{})
	go func() {
		defer close(done)
		mu.Lock()
		from.Add(-30)
		to.Add(30)
		mu.Unlock()
	}()
	mu.Lock()
	sum := from.Load() + to.Load()
	mu.Unlock()
	if sum != 100 {
		t.Errorf("sum = %d, want 100", sum)
	}
	<-done
}
