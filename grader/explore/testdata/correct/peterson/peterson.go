// Package peterson is Peterson's lock for two, with atomics, and a tree of
// three of them for four.
package peterson

import (
	"runtime"
	"sync/atomic"
)

// Lock excludes side 0 and side 1 from each other.
type Lock struct {
	wants [2]atomic.Bool
	turn  atomic.Int32 // the side that goes first if both want
}

// Lock enters for side (0 or 1).
func (l *Lock) Lock(side int) {
	other := 1 - side
	l.wants[side].Store(true)
	l.turn.Store(int32(other)) // after you
	for l.wants[other].Load() && l.turn.Load() == int32(other) {
		runtime.Gosched()
	}
}

// Unlock leaves for side.
func (l *Lock) Unlock(side int) { l.wants[side].Store(false) }

// Tree excludes four parties, numbered 0 to 3, from each other.
type Tree struct {
	leaf [2]Lock // 0 against 1, 2 against 3
	root Lock    // the winners
}

// Lock enters for party id.
func (t *Tree) Lock(id int) {
	t.leaf[id/2].Lock(id % 2)
	t.root.Lock(id / 2)
}

// Unlock leaves for party id: the root first, since the leaf lock is what
// guards this side of the root.
func (t *Tree) Unlock(id int) {
	t.root.Unlock(id / 2)
	t.leaf[id/2].Unlock(id % 2)
}
