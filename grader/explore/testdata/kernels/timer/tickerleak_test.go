// A goroutine that ranges over a ticker: Stop ends the ticks, it does not close
// the channel. Breaks in every schedule: the goroutine waits for the next tick
// for ever.

package timer

import (
	"sync/atomic"
	"testing"
	"time"
)

// want: goroutine leak
func TestTickerLeakBug(t *testing.T) {
	var n atomic.Int64
	tk := time.NewTicker(time.Millisecond)
	go func() {
		for range tk.C {
			n.Add(1)
		}
	}()
	time.Sleep(2 * time.Millisecond)
	tk.Stop()
	if v := n.Load(); v < 0 {
		t.Errorf("%d ticks", v)
	}
}

func TestTickerLeakFixed(t *testing.T) {
	var n atomic.Int64
	tk := time.NewTicker(time.Millisecond)
	stop := make(chan struct{})
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		for {
			select {
			case <-tk.C:
				n.Add(1)
			case <-stop:
				return
			}
		}
	}()
	time.Sleep(2 * time.Millisecond)
	tk.Stop()
	close(stop)
	<-exited
	if v := n.Load(); v < 0 {
		t.Errorf("%d ticks", v)
	}
}
