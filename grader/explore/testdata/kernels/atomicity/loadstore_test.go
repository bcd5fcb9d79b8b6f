// An increment of two atomic steps, Load and Store. Breaks when the other
// goroutine stores between the two.

package atomicity

import (
	"sync/atomic"
	"testing"
)

func loadStore(t *testing.T, inc func(*atomic.Int64)) {
	var n atomic.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		inc(&n)
	}()
	inc(&n)
	<-done
	if v := n.Load(); v != 2 {
		t.Errorf("n = %d, want 2", v)
	}
}

// want: wrong result
func TestLoadStoreBug(t *testing.T) {
	loadStore(t, func(n *atomic.Int64) { n.Store(n.Load() + 1) })
}

func TestLoadStoreFixed(t *testing.T) {
	loadStore(t, func(n *atomic.Int64) { n.Add(1) })
}
