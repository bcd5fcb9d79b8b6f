// Sleep for synchronisation: ten times as long as the worker needs is still no
// order. Breaks when the worker is held up and the test's sleep is over first.

package timer

import (
	"sync/atomic"
	"testing"
	"time"
)

func sleepSync(t *testing.T, await func(done chan struct{})) {
	var res atomic.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		time.Sleep(time.Millisecond)
		res.Store(1)
	}()
	await(done)
	if v := res.Load(); v != 1 {
		t.Errorf("result = %d, want 1", v)
	}
	<-done
}

// want: wrong result
func TestSleepSyncBug(t *testing.T) {
	sleepSync(t, func(chan struct{}) { time.Sleep(10 * time.Millisecond) })
}

func TestSleepSyncFixed(t *testing.T) {
	sleepSync(t, func(done chan struct{}) { <-done })
}
