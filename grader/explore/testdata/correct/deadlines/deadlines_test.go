package deadlines

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestPollGivesUp(t *testing.T) {
	var f Flag
	if f.Poll(50 * time.Microsecond) {
		t.Error("the flag is up; want it down")
	}
}

func TestPollSeesWhatWasRaisedBefore(t *testing.T) {
	var f Flag
	f.Raise()
	if !f.Poll(time.Minute) {
		t.Error("the flag is down; want it up")
	}
}

// One who is slow makes the other work on, far beyond what any schedule needs where
// he is not, and there it ends all the same.
func TestWorkUntilTold(t *testing.T) {
	var f Flag
	var done atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() {
		if !f.up.Load() {
			Work(30_000, &done)
		}
	})
	f.Raise()
	wg.Wait()
}
