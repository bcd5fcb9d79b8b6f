// A value receiver copies the mutex: each call locks a copy of its own, which
// excludes nobody. Breaks when two goroutines call it without other order.

package datarace

import (
	"sync"
	"testing"
)

type copiedLock struct {
	mu   sync.Mutex
	seen map[int]bool
}

func (c copiedLock) markByValue(k int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[k] = true
}

func (c *copiedLock) mark(k int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[k] = true
}

// want: data race, wrong result, panic
func TestValueReceiverBug(t *testing.T) {
	c := copiedLock{seen: map[int]bool{}}
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.markByValue(i)
		}()
	}
	wg.Wait()
	if len(c.seen) != 2 {
		t.Errorf("%d marks, want 2", len(c.seen))
	}
}

func TestValueReceiverFixed(t *testing.T) {
	c := copiedLock{seen: map[int]bool{}}
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c.mark(i)
		}()
	}
	wg.Wait()
	if len(c.seen) != 2 {
		t.Errorf("%d marks, want 2", len(c.seen))
	}
}
