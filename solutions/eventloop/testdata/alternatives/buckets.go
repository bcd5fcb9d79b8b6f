// Package eventloop keeps a bucket of tasks for each time, and news by closing a
// channel: the loop takes the channel while it looks, so that whatever happens after
// the look closes just that one.
package eventloop

import (
	"sync"
	"time"
)

// Loop runs tasks, one step at a time, on the goroutine that calls Run.
type Loop struct {
	clock *Clock

	mu      sync.Mutex
	buckets map[time.Duration][]Step
	news    chan struct{}
	stopped bool
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	return &Loop{clock: clock, buckets: map[time.Duration][]Step{}, news: make(chan struct{})}
}

// CreateTask hands a task to the loop.
func (l *Loop) CreateTask(first Step) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.put(first, 0)
	l.tell()
}

// Stop ends the loop.
func (l *Loop) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped = true
	l.tell()
}

// tell wakes the loop if it waits. The caller holds the lock.
func (l *Loop) tell() {
	close(l.news)
	l.news = make(chan struct{})
}

// put queues a step. The caller holds the lock.
func (l *Loop) put(step Step, sleep time.Duration) {
	at := l.clock.Now() + sleep
	l.buckets[at] = append(l.buckets[at], step)
}

// Run runs the tasks until all are done or the loop is stopped.
func (l *Loop) Run() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for !l.stopped {
		at, any := l.earliest()
		if !any {
			return nil
		}
		if at > l.clock.Now() {
			l.wait(l.clock.Alarm(at), l.news)
			continue
		}
		l.turn(at)
	}
	return ErrStopped
}

func (l *Loop) earliest() (at time.Duration, any bool) {
	for t := range l.buckets {
		if !any || t < at {
			at, any = t, true
		}
	}
	return at, any
}

// wait waits without the lock.
func (l *Loop) wait(alarm, news <-chan struct{}) {
	l.mu.Unlock()
	defer l.mu.Lock()
	select {
	case <-alarm:
	case <-news:
	}
}

// turn takes the first task of a bucket and runs its step without the lock.
func (l *Loop) turn(at time.Duration) {
	step := l.buckets[at][0]
	l.buckets[at] = l.buckets[at][1:]
	if len(l.buckets[at]) == 0 {
		delete(l.buckets, at)
	}
	l.mu.Unlock()
	sleep, next := step()
	l.mu.Lock()
	if next != nil {
		l.put(next, sleep)
	}
}
