// time.After inside of the loop: every heartbeat starts the timeout anew, the
// time limit of the whole never comes. Breaks in nearly every schedule: the
// heartbeats come faster than the timeout, for ever.

package timer

import (
	"testing"
	"time"
)

func untilTimeout(t *testing.T, limit func() func() <-chan time.Time) {
	beats := make(chan struct{})
	stop := make(chan struct{})
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		for {
			select {
			case beats <- struct{}{}:
			case <-stop:
				return
			}
			time.Sleep(time.Millisecond)
		}
	}()
	timeout := limit()
	for over := false; !over; {
		select {
		case <-beats:
		case <-timeout():
			over = true
		}
	}
	close(stop)
	<-exited
}

// want: livelock
func TestAfterInLoopBug(t *testing.T) {
	untilTimeout(t, func() func() <-chan time.Time {
		return func() <-chan time.Time { return time.After(5 * time.Millisecond) }
	})
}

func TestAfterInLoopFixed(t *testing.T) {
	untilTimeout(t, func() func() <-chan time.Time {
		c := time.After(5 * time.Millisecond)
		return func() <-chan time.Time { return c }
	})
}
