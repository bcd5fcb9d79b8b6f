// A result read before it is complete: two workers add to a sum under a lock,
// the collector takes the first report for the last. Breaks when one worker
// has reported and the other has not yet added.

package order

import (
	"sync"
	"testing"
)

func partialSum(t *testing.T, reports int) {
	var mu sync.Mutex
	var sum int
	done := make(chan struct{}, 2)
	for i := range 2 {
		go func() {
			mu.Lock()
			sum += i + 1
			mu.Unlock()
			done <- struct{}{}
		}()
	}
	for range reports {
		<-done
	}
	mu.Lock()
	got := sum
	mu.Unlock()
	if got != 3 {
		t.Errorf("sum = %d, want 3", got)
	}
	for range 2 - reports {
		<-done
	}
}

// want: wrong result
func TestPartialBug(t *testing.T) { partialSum(t, 1) }

func TestPartialFixed(t *testing.T) { partialSum(t, 2) }
