// A retry with the old value: the loop swaps until it succeeds, but loads what
// it expects only once. Breaks when the other goroutine counts between the load
// and the swap: the loop never succeeds.

package livelock

import (
	"sync/atomic"
	"testing"
)

func incStale(n *atomic.Int64) {
	old := n.Load()
	for !n.CompareAndSwap(old, old+1) {
	}
}

func incReload(n *atomic.Int64) {
	old := n.Load()
	for !n.CompareAndSwap(old, old+1) {
		old = n.Load()
	}
}

func countTwo(t *testing.T, inc func(*atomic.Int64)) {
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

// want: livelock
func TestStaleCASBug(t *testing.T) { countTwo(t, incStale) }

func TestStaleCASFixed(t *testing.T) { countTwo(t, incReload) }
