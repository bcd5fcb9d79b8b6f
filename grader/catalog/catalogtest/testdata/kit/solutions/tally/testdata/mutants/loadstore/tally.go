// An atomic load followed by an atomic store: no data race, and still a lost update.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
package tally

import "sync/atomic"

// Tally counts. The zero value is an empty tally.
type Tally struct {
	n atomic.Int64
}

// Mark adds one.
func (t *Tally) Mark() {
	n := t.n.Load()
	t.n.Store(n + Step) // mutant: another Mark may come between
}

// Marks returns the number of marks so far.
func (t *Tally) Marks() int { return int(t.n.Load()) }
