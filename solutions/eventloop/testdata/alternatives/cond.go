// Package eventloop waits in one place only, at a condition variable. A goroutine per
// wait turns the alarm of the clock into a broadcast, and is told to end when the loop
// has something better to do.
package eventloop

import (
	"slices"
	"sync"
	"time"
)

// Loop runs tasks, one step at a time, on the goroutine that calls Run.
type Loop struct {
	clock *Clock

	mu      sync.Mutex
	changed *sync.Cond // on mu: a task has come, time has passed, or the loop was stopped
	line    []waiting  // sorted by time
	stopped bool
}

// waiting is a task that may go on at a time.
type waiting struct {
	at   time.Duration
	step Step
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	l := &Loop{clock: clock}
	l.changed = sync.NewCond(&l.mu)
	return l
}

// CreateTask hands a task to the loop.
func (l *Loop) CreateTask(first Step) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.put(first, 0)
	l.changed.Broadcast()
}

// Stop ends the loop.
func (l *Loop) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped = true
	l.changed.Broadcast()
}

// put sorts a step in, behind those of the same time. It looks from the end: most come
// there. The caller holds the lock.
func (l *Loop) put(step Step, sleep time.Duration) {
	one := waiting{at: l.clock.Now() + sleep, step: step}
	place := len(l.line)
	for place > 0 && l.line[place-1].at > one.at {
		place--
	}
	l.line = slices.Insert(l.line, place, one)
}

// Run runs the tasks until all are done or the loop is stopped.
func (l *Loop) Run() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.stopped {
		if len(l.line) == 0 {
			return nil
		}
		if at := l.line[0].at; at > l.clock.Now() {
			l.sleep(at)
			continue
		}
		step := l.line[0].step
		l.line = l.line[1:]
		l.mu.Unlock()
		sleep, next := step()
		l.mu.Lock()
		if next != nil {
			l.put(next, sleep)
		}
	}
	return ErrStopped
}

// sleep waits until the clock shows at or something else has happened.
func (l *Loop) sleep(at time.Duration) {
	awake := make(chan struct{})
	defer close(awake)
	alarm := l.clock.Alarm(at)
	go func() {
		select {
		case <-awake:
		case <-alarm:
			l.mu.Lock()
			defer l.mu.Unlock()
			l.changed.Broadcast()
		}
	}()
	l.changed.Wait()
}
