// Waiting for the wrong event: the test waits until the job has started and
// reads what it has when it is finished. Breaks when the test goes on between
// the start and the store of the result.

package order

import (
	"sync/atomic"
	"testing"
)

type eventJob struct {
	started, finished chan struct{}
	result            atomic.Int64
}

func runEventJob() *eventJob {
	j := &eventJob{started: make(chan struct{}), finished: make(chan struct{})}
	go func() {
		defer close(j.finished)
		close(j.started)
		j.result.Store(42)
	}()
	return j
}

// want: wrong result
func TestWrongEventBug(t *testing.T) {
	j := runEventJob()
	<-j.started
	if v := j.result.Load(); v != 42 {
		t.Errorf("result = %d, want 42", v)
	}
	<-j.finished
}

func TestWrongEventFixed(t *testing.T) {
	j := runEventJob()
	<-j.finished
	if v := j.result.Load(); v != 42 {
		t.Errorf("result = %d, want 42", v)
	}
}
