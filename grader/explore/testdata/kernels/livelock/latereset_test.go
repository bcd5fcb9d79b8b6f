// A mark reset too late: the test starts the worker, then clears the mark the
// worker sets, then polls it. Breaks when the worker is through before the
// clear: the poll never ends.

package livelock

import (
	"sync/atomic"
	"testing"
	"time"
)

type pollWorker struct {
	done   atomic.Bool
	exited chan struct{}
}

func (w *pollWorker) start() {
	w.exited = make(chan struct{})
	go func() {
		defer close(w.exited)
		w.done.Store(true)
	}()
}

func (w *pollWorker) clear() { w.done.Store(false) }

func (w *pollWorker) poll(t *testing.T) {
	for !w.done.Load() {
		time.Sleep(time.Millisecond)
	}
	<-w.exited
	if !w.done.Load() {
		t.Errorf("not done")
	}
}

// want: livelock
func TestLateResetBug(t *testing.T) {
	w := &pollWorker{}
	w.start()
	w.clear()
	w.poll(t)
}

func TestLateResetFixed(t *testing.T) {
	w := &pollWorker{}
	w.clear()
	w.start()
	w.poll(t)
}
