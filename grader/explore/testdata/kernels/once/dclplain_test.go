// Double-checked locking with a plain flag: the first check reads the flag bare
// while another goroutine sets it under the lock. Breaks when both goroutines
// call.

package once

import (
	"sync"
	"sync/atomic"
	"testing"
)

type plainLazy struct {
	mu    sync.Mutex
	ready bool
	v     int
}

func (l *plainLazy) get() int {
	if !l.ready {
		l.mu.Lock()
		defer l.mu.Unlock()
		if !l.ready {
			l.v = 42
			l.ready = true
		}
	}
	return l.v
}

type atomicLazy struct {
	mu    sync.Mutex
	ready atomic.Bool
	v     int
}

func (l *atomicLazy) get() int {
	if !l.ready.Load() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if !l.ready.Load() {
			l.v = 42
			l.ready.Store(true)
		}
	}
	return l.v
}

func getTwice(t *testing.T, get func() int) {
	other := make(chan int, 1)
	go func() { other <- get() }()
	a := get()
	if b := <-other; a != 42 || b != 42 {
		t.Errorf("got %d and %d, want 42", a, b)
	}
}

// want: data race, wrong result
func TestDCLPlainBug(t *testing.T) { getTwice(t, new(plainLazy).get) }

func TestDCLPlainFixed(t *testing.T) { getTwice(t, new(atomicLazy).get) }
