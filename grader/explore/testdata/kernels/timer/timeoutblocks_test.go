// A timeout that leaves the worker in its send: nobody receives after the
// timeout, and the channel has no room. Breaks when the timer fires before the
// worker sends.

package timer

import (
	"sync"
	"testing"
	"time"
)

func askWithTimeout(t *testing.T, room int) *sync.WaitGroup {
	res := make(chan int, room)
	wg := new(sync.WaitGroup)
	wg.Add(1)
	go func() {
		defer wg.Done()
		time.Sleep(time.Millisecond)
		res <- 3
	}()
	select {
	case v := <-res:
		if v != 3 {
			t.Errorf("got %d, want 3", v)
		}
	case <-time.After(time.Millisecond):
	}
	return wg
}

// want: goroutine leak
func TestTimeoutBlocksBug(t *testing.T) { askWithTimeout(t, 0) }

func TestTimeoutBlocksFixed(t *testing.T) { askWithTimeout(t, 1).Wait() }
