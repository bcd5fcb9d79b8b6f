package eventloop

import (
	"errors"
	"sync"
	"time"
)

// ErrStopped is what Run returns when the loop was stopped, be it by the last step of all.
var ErrStopped = errors.New("the loop was stopped")

// Step is what a task does between two waits. It returns for how long the task sleeps
// now, and the step that comes after that. If there is none, nil, the task is done.
//
// A compiler makes such steps out of a coroutine: it cuts the body at every await.
type Step func() (sleep time.Duration, next Step)

// Clock is the time of a loop. It stands still until somebody calls Advance. Make one
// with NewClock; any goroutine may use it.
type Clock struct {
	mu     sync.Mutex
	now    time.Duration
	alarms []alarm
}

type alarm struct {
	at    time.Duration
	rings chan struct{}
}

// NewClock returns a clock that shows 0.
func NewClock() *Clock { return &Clock{} }

// Now is the time that the clock shows.
func (c *Clock) Now() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Alarm returns a channel that is closed as soon as the clock shows at or more. An
// alarm that nobody waits for any more does no harm.
func (c *Clock) Alarm(at time.Duration) <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := alarm{at, make(chan struct{})}
	if at <= c.now {
		close(a.rings)
	} else {
		c.alarms = append(c.alarms, a)
	}
	return a.rings
}

// Advance lets time pass, all at once.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now += d
	c.ring()
}

// ring closes the alarms whose time has come, and keeps the others. The caller holds
// the lock.
func (c *Clock) ring() {
	var later []alarm
	for _, a := range c.alarms {
		if a.at <= c.now {
			close(a.rings)
		} else {
			later = append(later, a)
		}
	}
	c.alarms = later
}
