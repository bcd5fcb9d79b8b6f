package ablation

import (
	"testing"
	"time"

	"racekit/grader/harness"
)

// What is waited for comes, but only because somebody looks for it from time to time.
//
// want: hang
func TestHangBug(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		ready := make(chan struct{})
		r.Go("poller", func() {
			for {
				select {
				case <-ready:
					return
				default:
					time.Sleep(time.Millisecond)
				}
			}
		})
		r.Go("other", func() { close(ready) })
		r.Join()
	})
}

// Two pieces of work that could be done together are done one after the other.
//
// want: too slow
func TestSlowBug(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		r.Within(1, func() {
			r.Work(1)
			r.Work(1)
		})
	})
}
