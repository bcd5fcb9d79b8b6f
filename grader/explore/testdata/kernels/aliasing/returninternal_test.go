// The internal slice handed out under the lock: the lock is over when the
// caller reads. Breaks when a set comes between the return and the read.

package aliasing

import (
	"sync"
	"testing"
)

type slotHistory struct {
	mu   sync.Mutex
	vals []int
}

func (h *slotHistory) setAll(v int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i := range h.vals {
		h.vals[i] = v
	}
}

func (h *slotHistory) internal() []int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.vals
}

func (h *slotHistory) copied() []int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]int(nil), h.vals...)
}

func readHistory(t *testing.T, h *slotHistory, read func() []int) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.setAll(1)
	}()
	if v := read(); v[0] != v[1] {
		t.Errorf("a mixed history: %v", v)
	}
	<-done
}

// want: data race, wrong result
func TestReturnInternalBug(t *testing.T) {
	h := &slotHistory{vals: make([]int, 2)}
	readHistory(t, h, h.internal)
}

func TestReturnInternalFixed(t *testing.T) {
	h := &slotHistory{vals: make([]int, 2)}
	readHistory(t, h, h.copied)
}
