// Wait before Add: the goroutine that closes the results when all workers are
// done is started before the workers are counted. Breaks when it waits while
// the count is still zero: it closes the channel under the workers.

package waitgroup

import (
	"sync"
	"testing"
)

func closeAfter(wg *sync.WaitGroup, out chan int) {
	wg.Wait()
	close(out)
}

func startSenders(wg *sync.WaitGroup, out chan int) {
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			out <- i + 1
		}()
	}
}

func sumAll(t *testing.T, out chan int) {
	var sum int
	for v := range out {
		sum += v
	}
	if sum != 3 {
		t.Errorf("sum = %d, want 3", sum)
	}
}

// want: panic, wrong result, data race
func TestCloserFirstBug(t *testing.T) {
	var wg sync.WaitGroup
	out := make(chan int)
	go closeAfter(&wg, out)
	startSenders(&wg, out)
	sumAll(t, out)
}

func TestCloserFirstFixed(t *testing.T) {
	var wg sync.WaitGroup
	out := make(chan int)
	startSenders(&wg, out)
	go closeAfter(&wg, out)
	sumAll(t, out)
}
