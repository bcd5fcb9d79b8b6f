// Package latch is a countdown latch: it opens for good when it has been
// counted down to zero.
package latch

import (
	"context"
	"sync/atomic"
)

// Latch is made by New.
type Latch struct {
	left atomic.Int64
	open chan struct{}
}

// New makes a latch that needs n calls of CountDown.
func New(n int) *Latch {
	l := &Latch{open: make(chan struct{})}
	l.left.Store(int64(n))
	if n <= 0 {
		close(l.open)
	}
	return l
}

// CountDown counts one down. Calls past zero have no effect.
func (l *Latch) CountDown() {
	if l.left.Add(-1) == 0 { // exactly one call sees the zero
		close(l.open)
	}
}

// Wait blocks until the latch is open.
func (l *Latch) Wait() { <-l.open }

// WaitContext is Wait that gives up with ctx. An open latch wins.
func (l *Latch) WaitContext(ctx context.Context) error {
	select {
	case <-l.open:
		return nil
	case <-ctx.Done():
	}
	select {
	case <-l.open:
		return nil
	default:
		return context.Cause(ctx)
	}
}

// IsOpen tells whether Wait would return at once.
func (l *Latch) IsOpen() bool {
	select {
	case <-l.open:
		return true
	default:
		return false
	}
}
