// A hand-made once out of a compare-and-swap: the setup runs once, but the
// loser does not wait for it. Breaks when the loser uses the pool before the
// winner has stored it: nil.

package once

import (
	"sync"
	"sync/atomic"
	"testing"
)

type casPool struct{ size int }

func poolSize(t *testing.T, once func(func())) {
	var pool atomic.Pointer[casPool]
	size := func() int {
		once(func() { pool.Store(&casPool{size: 3}) })
		return pool.Load().size
	}
	other := make(chan int, 1)
	go func() { other <- size() }()
	if a, b := size(), <-other; a != 3 || b != 3 {
		t.Errorf("sizes %d and %d, want 3", a, b)
	}
}

// want: panic
func TestCASNoWaitBug(t *testing.T) {
	var begun atomic.Bool
	poolSize(t, func(f func()) {
		if begun.CompareAndSwap(false, true) {
			f()
		}
	})
}

func TestCASNoWaitFixed(t *testing.T) {
	var once sync.Once
	poolSize(t, once.Do)
}
