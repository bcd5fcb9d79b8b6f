// Two counters read one after the other are no snapshot: total is counted
// before hits, and the reader reads total first too. Breaks when a whole
// request is counted between the two reads: more hits than requests. Read the
// other way round, hits <= total holds.

package atomicity

import (
	"sync"
	"testing"
)

type lockedCount struct {
	mu sync.Mutex
	n  int
}

func (c *lockedCount) add() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
}

func (c *lockedCount) get() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.n
}

func snapshot(t *testing.T, read func(total, hits *lockedCount) (int, int)) {
	var total, hits lockedCount
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 2 {
			total.add()
			hits.add()
		}
	}()
	if n, h := read(&total, &hits); h > n {
		t.Errorf("%d hits of %d requests", h, n)
	}
	<-done
}

// want: wrong result
func TestSnapshotBug(t *testing.T) {
	snapshot(t, func(total, hits *lockedCount) (int, int) {
		n := total.get()
		h := hits.get()
		return n, h
	})
}

func TestSnapshotFixed(t *testing.T) {
	snapshot(t, func(total, hits *lockedCount) (int, int) {
		h := hits.get()
		n := total.get()
		return n, h
	})
}
