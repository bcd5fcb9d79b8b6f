// A channel for a mutex, with room for two: the semaphore lets both workers in.
// Breaks when the second worker enters while the first is still inside.

package datarace

import (
	"sync"
	"testing"
)

func semGuard(t *testing.T, width int) {
	sem := make(chan struct{}, width)
	var wg sync.WaitGroup
	var n int
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			sem <- struct{}{}
			n++
			<-sem
		}()
	}
	wg.Wait()
	if n != 2 {
		t.Errorf("n = %d, want 2", n)
	}
}

// want: data race, wrong result
func TestSemTwoBug(t *testing.T) { semGuard(t, 2) }

func TestSemTwoFixed(t *testing.T) { semGuard(t, 1) }
