// Missing lock on one path: add locks the gauge, peek reads it bare. Breaks
// whenever the read of peek is not ordered with the write of add, which is in
// every schedule where the test reads before it has joined the worker.

package datarace

import (
	"sync"
	"testing"
)

type bareGauge struct {
	mu sync.Mutex
	n  int
}

func (g *bareGauge) add(d int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.n += d
}

func (g *bareGauge) peekBare() int { return g.n }

func (g *bareGauge) peek() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.n
}

func missingLock(t *testing.T, g *bareGauge, peek func() int) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		g.add(1)
	}()
	if v := peek(); v < 0 || v > 1 {
		t.Errorf("gauge reads %d", v)
	}
	wg.Wait()
}

// want: data race
func TestMissingLockBug(t *testing.T) {
	g := &bareGauge{}
	missingLock(t, g, g.peekBare)
}

func TestMissingLockFixed(t *testing.T) {
	g := &bareGauge{}
	missingLock(t, g, g.peek)
}
