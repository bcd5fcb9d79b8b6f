// Send on a closed channel: publish looks at the closed mark under the lock and
// sends after the unlock. Breaks when the hub is closed in between.

package channel

import (
	"sync"
	"testing"
)

type closingHub struct {
	mu     sync.Mutex
	closed bool
	ch     chan int
}

func (h *closingHub) close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	close(h.ch)
}

func (h *closingHub) publishOutside(v int) {
	h.mu.Lock()
	closed := h.closed
	h.mu.Unlock()
	if !closed {
		h.ch <- v
	}
}

func (h *closingHub) publish(v int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.closed {
		h.ch <- v
	}
}

func hubClose(t *testing.T, h *closingHub, publish func(int)) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		publish(1)
	}()
	h.close()
	<-done
	for v := range h.ch {
		if v != 1 {
			t.Errorf("got %d, want 1", v)
		}
	}
}

// want: panic, data race
func TestSendOnClosedBug(t *testing.T) {
	h := &closingHub{ch: make(chan int, 1)}
	hubClose(t, h, h.publishOutside)
}

func TestSendOnClosedFixed(t *testing.T) {
	h := &closingHub{ch: make(chan int, 1)}
	hubClose(t, h, h.publish)
}
