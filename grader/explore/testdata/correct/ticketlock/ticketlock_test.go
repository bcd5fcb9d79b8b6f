package ticketlock

import (
	"runtime"
	"sync"
	"testing"
)

var _ sync.Locker = (*Lock)(nil)

// Three goroutines count under the lock.
func TestCount(t *testing.T) {
	var (
		l  Lock
		n  int
		wg sync.WaitGroup
	)
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range 2 {
				l.Lock()
				n++
				l.Unlock()
			}
		}()
	}
	wg.Wait()
	if n != 6 {
		t.Errorf("n = %d, want 6", n)
	}
}

// The lock is fair: who drew first enters first.
func TestFIFO(t *testing.T) {
	var l Lock
	var order []int
	var wg sync.WaitGroup
	l.Lock()
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			l.Lock()
			order = append(order, i)
			l.Unlock()
		}()
		for l.Waiting() != i+2 { // until goroutine i holds its ticket
			runtime.Gosched()
		}
	}
	if l.TryLock() {
		t.Error("TryLock of a held lock")
	}
	l.Unlock()
	wg.Wait()
	if len(order) != 2 || order[0] != 0 || order[1] != 1 {
		t.Errorf("order %v", order)
	}
}

// TryLock excludes too.
func TestTryLock(t *testing.T) {
	var l Lock
	n := 0
	won := make(chan bool)
	for range 2 {
		go func() {
			ok := l.TryLock()
			if ok {
				n++
				l.Unlock()
			}
			won <- ok
		}()
	}
	wins := 0
	for range 2 {
		if <-won {
			wins++
		}
	}
	if wins == 0 || wins != n {
		t.Errorf("%d wins, n = %d", wins, n)
	}
}
