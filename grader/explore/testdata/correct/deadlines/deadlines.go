// Package deadlines polls: it looks at the clock, and at nothing that would start a timer,
// until an instant has come or a flag is up.
package deadlines

import (
	"sync/atomic"
	"time"
)

// Flag is up or down. The zero value is down.
type Flag struct{ up atomic.Bool }

// Raise puts it up.
func (f *Flag) Raise() { f.up.Store(true) }

// Poll returns true as soon as the flag is up, or false when patience has passed.
func (f *Flag) Poll(patience time.Duration) bool {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if f.up.Load() {
			return true
		}
	}
	return f.up.Load()
}

// Work does a piece of work over and over, which takes no time that a timer would show,
// for n rounds.
func Work(n int, piece *atomic.Int64) {
	for range n {
		piece.Add(1)
	}
}
