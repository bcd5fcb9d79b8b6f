// A task that spawns a task is done before it has added the child. Breaks when
// the parent's Done brings the counter to zero and the test goes on before the
// child is counted.

package waitgroup

import (
	"sync"
	"sync/atomic"
	"testing"
)

type taskTree struct {
	wg  sync.WaitGroup
	ran atomic.Int64
}

func (r *taskTree) child() {
	defer r.wg.Done()
	r.ran.Add(1)
}

func (r *taskTree) parentDoneFirst() {
	r.ran.Add(1)
	r.wg.Done()
	r.wg.Add(1)
	go r.child()
}

func (r *taskTree) parent() {
	defer r.wg.Done()
	r.ran.Add(1)
	r.wg.Add(1)
	go r.child()
}

func runTree(t *testing.T, r *taskTree, parent func()) {
	r.wg.Add(1)
	go parent()
	r.wg.Wait()
	if n := r.ran.Load(); n != 2 {
		t.Errorf("%d tasks ran, want 2", n)
	}
}

// want: wrong result, data race, panic
func TestNestedBug(t *testing.T) {
	r := &taskTree{}
	runTree(t, r, r.parentDoneFirst)
}

func TestNestedFixed(t *testing.T) {
	r := &taskTree{}
	runTree(t, r, r.parent)
}
