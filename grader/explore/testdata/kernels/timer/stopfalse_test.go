// Stop has returned false, and the state is taken for free: the callback may be
// at it just now. Breaks when the timer fires before the Stop.

package timer

import (
	"testing"
	"time"
)

func stopAndUse(t *testing.T, stop func(tm *time.Timer, done chan struct{})) {
	var state int
	done := make(chan struct{})
	tm := time.AfterFunc(time.Millisecond, func() {
		defer close(done)
		state++
	})
	time.Sleep(time.Millisecond)
	stop(tm, done)
	state += 10
	if state != 10 && state != 11 {
		t.Errorf("state = %d", state)
	}
}

// want: data race
func TestStopFalseBug(t *testing.T) {
	stopAndUse(t, func(tm *time.Timer, done chan struct{}) { tm.Stop() })
}

func TestStopFalseFixed(t *testing.T) {
	stopAndUse(t, func(tm *time.Timer, done chan struct{}) {
		if !tm.Stop() {
			<-done
		}
	})
}
