// The last producer closes: each counts itself out and then asks for the count
// in a second step. Breaks when both count out before either asks: both are the
// last, and the channel is closed twice.

package channel

import (
	"sync"
	"sync/atomic"
	"testing"
)

func lastCloses(t *testing.T, leave func(left *atomic.Int64) bool) {
	var left atomic.Int64
	left.Store(2)
	out := make(chan int, 2)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- 1
			if leave(&left) {
				close(out)
			}
		}()
	}
	var sum int
	for v := range out {
		sum += v
	}
	wg.Wait()
	if sum != 2 {
		t.Errorf("sum = %d, want 2", sum)
	}
}

// want: panic
func TestLastClosesBug(t *testing.T) {
	lastCloses(t, func(left *atomic.Int64) bool {
		left.Add(-1)
		return left.Load() == 0
	})
}

func TestLastClosesFixed(t *testing.T) {
	lastCloses(t, func(left *atomic.Int64) bool { return left.Add(-1) == 0 })
}
