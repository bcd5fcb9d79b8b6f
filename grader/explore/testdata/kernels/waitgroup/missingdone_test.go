// A way out without Done: a worker that finds the tool taken gives up before it
// comes to its Done. Breaks when the second worker asks while the first has the
// tool: the test waits for ever.

package waitgroup

import (
	"sync"
	"sync/atomic"
	"testing"
)

type toolRun struct {
	wg     sync.WaitGroup
	taken  atomic.Bool
	worked atomic.Int64
}

func (r *toolRun) workDoneAtEnd() {
	if !r.taken.CompareAndSwap(false, true) {
		return
	}
	r.worked.Add(1)
	r.taken.Store(false)
	r.wg.Done()
}

func (r *toolRun) workDeferred() {
	defer r.wg.Done()
	if !r.taken.CompareAndSwap(false, true) {
		return
	}
	r.worked.Add(1)
	r.taken.Store(false)
}

func runTools(t *testing.T, r *toolRun, work func()) {
	r.wg.Add(2)
	go work()
	go work()
	r.wg.Wait()
	if n := r.worked.Load(); n < 1 || n > 2 {
		t.Errorf("%d workers worked", n)
	}
}

// want: deadlock
func TestMissingDoneBug(t *testing.T) {
	r := &toolRun{}
	runTools(t, r, r.workDoneAtEnd)
}

func TestMissingDoneFixed(t *testing.T) {
	r := &toolRun{}
	runTools(t, r, r.workDeferred)
}
