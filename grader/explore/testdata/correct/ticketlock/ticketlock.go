// Package ticketlock is a fair spin lock: draw a ticket, wait until it is
// served.
package ticketlock

import (
	"runtime"
	"sync/atomic"
)

// Lock is a sync.Locker; its zero value is unlocked.
type Lock struct {
	next    atomic.Uint32 // the next ticket to be drawn
	serving atomic.Uint32 // the ticket that may enter
}

// Lock waits for its turn.
func (l *Lock) Lock() {
	ticket := l.next.Add(1) - 1
	for l.serving.Load() != ticket {
		runtime.Gosched()
	}
}

// TryLock takes the lock if that needs no waiting.
func (l *Lock) TryLock() bool {
	s := l.serving.Load()
	// serving never passes next: if next is still s, then so is serving, and
	// the ticket drawn here is the one being served.
	return l.next.CompareAndSwap(s, s+1)
}

// Unlock serves the next ticket.
func (l *Lock) Unlock() { l.serving.Add(1) }

// Waiting counts the holder and those behind it.
func (l *Lock) Waiting() int {
	s := l.serving.Load() // first: next only grows, so never less than 0
	return int(l.next.Load() - s)
}
