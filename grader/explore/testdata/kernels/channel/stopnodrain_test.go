// Stop without a drain: the consumer sets the stop mark and goes. Breaks when
// the producer has looked at the mark already: it stays in its send.

package channel

import (
	"sync/atomic"
	"testing"
)

func produceUntil(stop *atomic.Bool) chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 0; i < 3 && !stop.Load(); i++ {
			out <- i
		}
	}()
	return out
}

// want: goroutine leak
func TestStopNoDrainBug(t *testing.T) {
	var stop atomic.Bool
	out := produceUntil(&stop)
	if v := <-out; v != 0 {
		t.Errorf("got %d, want 0", v)
	}
	stop.Store(true)
}

func TestStopNoDrainFixed(t *testing.T) {
	var stop atomic.Bool
	out := produceUntil(&stop)
	if v := <-out; v != 0 {
		t.Errorf("got %d, want 0", v)
	}
	stop.Store(true)
	for range out {
	}
}
