// Package chansemaphore is a counting semaphore made of a buffered channel.
package chansemaphore

import "context"

// Semaphore has as many permits as its capacity.
type Semaphore chan struct{}

// New makes a semaphore with n permits.
func New(n int) Semaphore { return make(Semaphore, n) }

// Acquire waits for a permit, or for the end of ctx.
func (s Semaphore) Acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// TryAcquire takes a permit if one is free.
func (s Semaphore) TryAcquire() bool {
	select {
	case s <- struct{}{}:
		return true
	default:
		return false
	}
}

// Release gives a permit back; without one it panics.
func (s Semaphore) Release() {
	select {
	case <-s:
	default:
		panic("chansemaphore: release without acquire")
	}
}

// Do runs f under a permit.
func (s Semaphore) Do(ctx context.Context, f func()) error {
	if err := s.Acquire(ctx); err != nil {
		return err
	}
	defer s.Release()
	f()
	return nil
}
