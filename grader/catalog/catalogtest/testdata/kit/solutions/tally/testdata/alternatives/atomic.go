// An atomic addition needs no lock.
package tally

import "sync/atomic"

// Tally counts. The zero value is an empty tally.
type Tally struct {
	n atomic.Int64
}

// Mark adds one.
func (t *Tally) Mark() { t.n.Add(Step) }

// Marks returns the number of marks so far.
func (t *Tally) Marks() int { return int(t.n.Load()) }
