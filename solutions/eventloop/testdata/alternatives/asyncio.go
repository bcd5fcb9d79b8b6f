// Package eventloop is built like asyncio: tasks that are ready stand in a line, those
// that sleep in a list sorted by time. Before each round the loop takes over who has
// come from outside and who is due. Only that inbox is shared; all else belongs to Run.
// Other than asyncio, it has one line for all who are due, by the time at which they were.
package eventloop

import (
	"slices"
	"sync"
	"time"
)

// Loop runs tasks, one step at a time, on the goroutine that calls Run.
type Loop struct {
	clock *Clock
	news  chan struct{} // holds a token if the inbox or stopped has changed

	ready    []Step    // used by Run only
	sleeping []sleeper // used by Run only; sorted by time

	mu      sync.Mutex
	inbox   []sleeper
	stopped bool
}

type sleeper struct {
	until time.Duration
	next  Step
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	return &Loop{clock: clock, news: make(chan struct{}, 1)}
}

// CreateTask hands a task to the loop.
func (l *Loop) CreateTask(first Step) {
	l.mu.Lock()
	l.inbox = append(l.inbox, sleeper{l.clock.Now(), first})
	l.mu.Unlock()
	l.tell()
}

// Stop ends the loop.
func (l *Loop) Stop() {
	l.mu.Lock()
	l.stopped = true
	l.mu.Unlock()
	l.tell()
}

func (l *Loop) tell() {
	select {
	case l.news <- struct{}{}:
	default:
	}
}

// Run runs the tasks until all are done or the loop is stopped.
func (l *Loop) Run() error {
	for {
		if l.collect() {
			return ErrStopped
		}
		switch {
		case len(l.ready) > 0:
			if l.round() {
				return ErrStopped
			}
		case len(l.sleeping) > 0:
			select {
			case <-l.clock.Alarm(l.sleeping[0].until):
			case <-l.news:
			}
		default:
			return nil
		}
	}
}

// collect takes over who is due and who has come, and reports whether to stop.
func (l *Loop) collect() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.take()
	now := l.clock.Now()
	due := 0
	for due < len(l.sleeping) && l.sleeping[due].until <= now {
		l.ready = append(l.ready, l.sleeping[due].next)
		due++
	}
	l.sleeping = l.sleeping[due:]
	return l.stopped
}

// round gives a turn to each task that is ready, and reports whether to stop.
func (l *Loop) round() bool {
	turn := l.ready
	l.ready = nil
	for _, step := range turn {
		if l.isStopped() {
			return true
		}
		if d, next := step(); next != nil {
			l.mu.Lock()
			l.take() // who came in this step goes first
			l.mu.Unlock()
			l.sleep(sleeper{l.clock.Now() + d, next})
		}
	}
	return false
}

func (l *Loop) isStopped() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stopped
}

// take sorts in who has come. The caller holds the lock.
func (l *Loop) take() {
	for _, s := range l.inbox {
		l.sleep(s)
	}
	l.inbox = nil
}

// sleep sorts s in, behind those of the same time.
func (l *Loop) sleep(s sleeper) {
	at, _ := slices.BinarySearchFunc(l.sleeping, s.until, func(one sleeper, until time.Duration) int {
		if one.until <= until {
			return -1 // who came earlier goes first
		}
		return 1
	})
	l.sleeping = slices.Insert(l.sleeping, at, s)
}
