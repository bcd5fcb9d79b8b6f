// Double-checked locking, all atomic, the flag set before the value is there.
// Breaks when the other goroutine takes the fast path between the two stores.

package once

import (
	"sync"
	"sync/atomic"
	"testing"
)

type earlyFlag struct {
	mu    sync.Mutex
	ready atomic.Bool
	v     atomic.Int64
}

func (e *earlyFlag) get(load func()) int64 {
	if !e.ready.Load() {
		e.mu.Lock()
		defer e.mu.Unlock()
		if !e.ready.Load() {
			load()
		}
	}
	return e.v.Load()
}

func (e *earlyFlag) flagFirst() {
	e.ready.Store(true)
	e.v.Store(42)
}

func (e *earlyFlag) flagLast() {
	e.v.Store(42)
	e.ready.Store(true)
}

func earlyReads(t *testing.T, e *earlyFlag, load func()) {
	var got [2]int64
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() { got[i] = e.get(load) })
	}
	wg.Wait()
	if got != [2]int64{42, 42} {
		t.Errorf("got %v, want 42", got)
	}
}

// want: wrong result
func TestDCLEarlyBug(t *testing.T) {
	e := &earlyFlag{}
	earlyReads(t, e, e.flagFirst)
}

func TestDCLEarlyFixed(t *testing.T) {
	e := &earlyFlag{}
	earlyReads(t, e, e.flagLast)
}
