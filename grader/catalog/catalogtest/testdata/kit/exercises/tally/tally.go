// Package tally counts marks that many goroutines make. Make Mark safe to call from
// all of them at once.
package tally

// Tally counts. The zero value is an empty tally.
type Tally struct {
	n int
}

// Mark adds one.
func (t *Tally) Mark() {
	// TODO: two goroutines may be here at once.
	n := t.n
	t.n = n + Step
}

// Marks returns the number of marks so far.
func (t *Tally) Marks() int { return t.n }
