// Package eventloop is built like asyncio: tasks that are ready stand in a line, those
// that sleep in a list sorted by time. Before each round the loop takes over who has
// come from outside and who is due. Only that inbox is shared; all else belongs to Run.
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
	inbox   []Step
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
	l.inbox = append(l.inbox, first)
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
	now := l.clock.Now()
	due := 0
	for due < len(l.sleeping) && l.sleeping[due].until <= now {
		l.ready = append(l.ready, l.sleeping[due].next)
		due++
	}
	l.sleeping = l.sleeping[due:]
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ready = append(l.ready, l.inbox...)
	l.inbox = nil
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
		switch sleep, next := step(); {
		case next == nil:
		case sleep <= 0:
			l.ready = append(l.ready, next)
		default:
			s := sleeper{l.clock.Now() + sleep, next}
			at, _ := slices.BinarySearchFunc(l.sleeping, s.until, func(one sleeper, until time.Duration) int {
				if one.until <= until {
					return -1 // who came earlier goes first
				}
				return 1
			})
			l.sleeping = slices.Insert(l.sleeping, at, s)
		}
	}
	return false
}

func (l *Loop) isStopped() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stopped
}
