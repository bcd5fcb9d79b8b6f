// Package tally counts marks that many goroutines make.
package tally

import "sync"

// Tally counts. The zero value is an empty tally.
type Tally struct {
	mu sync.Mutex
	n  int
}

// Mark adds one. Unlocking happens before the next Lock, which sees the number.
func (t *Tally) Mark() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n += Step
}

// Marks returns the number of marks so far.
func (t *Tally) Marks() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.n
}
