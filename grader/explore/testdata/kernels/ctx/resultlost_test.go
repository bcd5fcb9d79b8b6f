// The result and the cancel both ready: the payment is made, the caller takes
// the Done arm and reports it as not made. Breaks when the cancel is there
// before the caller has taken the result.

package ctx

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

func payOrCancel(t *testing.T, onDone func(paid chan bool) bool) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var balance atomic.Int64
	balance.Store(10)
	paid := make(chan bool, 1)
	var wg sync.WaitGroup
	wg.Go(func() {
		balance.Add(-10)
		paid <- true
	})
	wg.Go(cancel)
	var ok bool
	select {
	case ok = <-paid:
	case <-ctx.Done():
		ok = onDone(paid)
	}
	wg.Wait()
	if left := balance.Load(); ok != (left == 0) {
		t.Errorf("paid %t, and %d left", ok, left)
	}
}

// want: wrong result
func TestResultLostBug(t *testing.T) {
	payOrCancel(t, func(chan bool) bool { return false })
}

func TestResultLostFixed(t *testing.T) {
	payOrCancel(t, func(paid chan bool) bool { return <-paid })
}
