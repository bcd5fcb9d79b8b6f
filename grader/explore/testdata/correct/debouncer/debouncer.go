// Package debouncer calls a function once things have been quiet for a while:
// every trigger puts the call off, by stopping one time.AfterFunc and starting
// another.
package debouncer

import (
	"sync"
	"time"
)

// Debouncer is made by New and must be closed.
type Debouncer[T any] struct {
	quiet time.Duration
	f     func(T)

	mu      sync.Mutex
	timer   *time.Timer
	trigger int // the number of the last one; timers of others are void
	value   T
	pending bool
	closed  bool
	timers  sync.WaitGroup // running, or with their function at work
}

// New makes a debouncer. The calls of f come one after another, and f must not
// use the debouncer.
func New[T any](quiet time.Duration, f func(T)) *Debouncer[T] {
	return &Debouncer[T]{quiet: quiet, f: f}
}

// Trigger has f called with v after the quiet time, unless another trigger
// comes before. It reports false after Close.
func (d *Debouncer[T]) Trigger(v T) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return false
	}
	d.disarm()
	d.trigger++
	d.value, d.pending = v, true
	d.timers.Add(1)
	n := d.trigger
	d.timer = time.AfterFunc(d.quiet, func() {
		defer d.timers.Done()
		d.fire(n)
	})
	return true
}

// disarm stops the timer, with d.mu held. If it is too late for that, the
// timer's function runs, and counts itself out.
func (d *Debouncer[T]) disarm() {
	if d.timer != nil && d.timer.Stop() {
		d.timers.Done()
	}
}

func (d *Debouncer[T]) fire(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n == d.trigger {
		d.call()
	}
}

// call calls f if there is something to call it for, with d.mu held.
func (d *Debouncer[T]) call() {
	if d.pending {
		d.pending = false
		d.f(d.value)
	}
}

// Close makes a pending call at once, and returns when there will be no more.
func (d *Debouncer[T]) Close() {
	d.mu.Lock()
	d.closed = true
	d.disarm()
	d.call()
	d.mu.Unlock()
	d.timers.Wait() // without d.mu, which fire needs
}
