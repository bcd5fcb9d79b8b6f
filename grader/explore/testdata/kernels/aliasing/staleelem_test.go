// A pointer into a slice that grows: everything is done under the lock, but the
// append moves the elements. Breaks when the append comes between the lookup
// and the write: the write goes to the old array.

package aliasing

import (
	"sync"
	"testing"
)

type growRoster struct {
	mu   sync.Mutex
	list []int
}

func (r *growRoster) grow() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, 0)
}

func (r *growRoster) creditPointer(i int) {
	r.mu.Lock()
	p := &r.list[i]
	r.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	*p += 5
}

func (r *growRoster) creditIndex(i int) {
	r.mu.Lock()
	p := i
	r.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list[p] += 5
}

func creditAndGrow(t *testing.T, r *growRoster, credit func(int)) {
	r.list = make([]int, 1, 1)
	var wg sync.WaitGroup
	wg.Go(func() { credit(0) })
	wg.Go(r.grow)
	wg.Wait()
	if r.list[0] != 5 {
		t.Errorf("credit = %d, want 5", r.list[0])
	}
}

// want: wrong result
func TestStaleElemBug(t *testing.T) {
	r := &growRoster{}
	creditAndGrow(t, r, r.creditPointer)
}

func TestStaleElemFixed(t *testing.T) {
	r := &growRoster{}
	creditAndGrow(t, r, r.creditIndex)
}
