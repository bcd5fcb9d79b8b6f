// Marks reads the number without the lock that Mark holds. The detector sees it
// whenever the two run in one execution.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = [
//		"TestReadWhileMarking",
//	]
package tally

import "sync"

// Tally counts. The zero value is an empty tally.
type Tally struct {
	mu sync.Mutex
	n  int
}

// Mark adds one.
func (t *Tally) Mark() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n += Step
}

// Marks returns the number of marks so far.
func (t *Tally) Marks() int {
	return t.n // mutant: no lock
}
