// Package condbarrier is a reusable barrier: a condition variable and a count
// of generations.
package condbarrier

import "sync"

// Barrier lets parties goroutines wait for one another, again and again.
type Barrier struct {
	mu         sync.Mutex
	all        *sync.Cond
	parties    int
	arrived    int
	generation int
	action     func()
}

// New makes a barrier for parties goroutines. If action isn't nil, the last to
// arrive calls it before anybody goes on.
func New(parties int, action func()) *Barrier {
	b := &Barrier{parties: parties, action: action}
	b.all = sync.NewCond(&b.mu)
	return b
}

// Wait returns when all parties have called it. It reports how many had arrived
// before the caller.
func (b *Barrier) Wait() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	index := b.arrived
	b.arrived++
	if b.arrived == b.parties {
		if b.action != nil {
			b.action()
		}
		b.arrived = 0
		b.generation++
		b.all.Broadcast()
		return index
	}
	// The generation, not the count, says when to go: a fast party may have
	// come round again before a slow one has looked.
	for g := b.generation; g == b.generation; {
		b.all.Wait()
	}
	return index
}

// Generation counts how often the barrier has opened.
func (b *Barrier) Generation() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.generation
}
