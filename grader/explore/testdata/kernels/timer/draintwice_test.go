// A timer drained twice: after the select has taken the fire, the clean-up sees
// Stop return false and receives once more. Breaks when the timer fires before
// the work is done.

package timer

import (
	"testing"
	"time"
)

func workOrTimer(t *testing.T, release func(tm *time.Timer, fired bool)) {
	const d = time.Millisecond
	work := make(chan int, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(d)
		work <- 1
	}()
	tm := time.NewTimer(d)
	var fired bool
	select {
	case v := <-work:
		if v != 1 {
			t.Errorf("work = %d, want 1", v)
		}
	case <-tm.C:
		fired = true
	}
	release(tm, fired)
	<-done
}

// want: deadlock
func TestDrainTwiceBug(t *testing.T) {
	workOrTimer(t, func(tm *time.Timer, fired bool) {
		if !tm.Stop() {
			<-tm.C
		}
	})
}

func TestDrainTwiceFixed(t *testing.T) {
	workOrTimer(t, func(tm *time.Timer, fired bool) {
		if !fired {
			tm.Stop()
		}
	})
}
