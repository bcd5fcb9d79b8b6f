// Package eventloop runs many tasks on one goroutine.
package eventloop

import (
	"slices"
	"sort"
	"sync"
	"time"
)

// Loop runs tasks, one step at a time, on the goroutine that calls Run. Make one with
// NewLoop.
//
// My idea: a calendar. For each time there is a page with the steps that may go on at
// that time, in the order in which they were written down. A new task is written on the
// page of today.
type Loop struct {
	clock *Clock

	mutex    sync.Mutex
	pages    map[time.Duration][]Step // the calendar, no page is empty
	times    []time.Duration          // the times of the pages, sorted
	stopped  bool
	newsFlag chan struct{} // is closed, and replaced, when there is news
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	return &Loop{
		clock:    clock,
		pages:    make(map[time.Duration][]Step),
		newsFlag: make(chan struct{}),
	}
}

// CreateTask hands a task to the loop, which begins it with first.
func (l *Loop) CreateTask(first Step) {
	if first == nil {
		return // a task that is done already
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.writeDown(l.clock.Now(), first)
	l.tellNews()
}

// Stop ends the loop: the step that runs, if one does, is the last.
func (l *Loop) Stop() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.stopped = true
	l.tellNews()
}

// tellNews wakes Run if it rests. The mutex must be locked.
func (l *Loop) tellNews() {
	close(l.newsFlag)
	l.newsFlag = make(chan struct{})
}

// writeDown puts step at the end of the page of that time. The mutex must be locked.
func (l *Loop) writeDown(at time.Duration, step Step) {
	page, exists := l.pages[at]
	if !exists {
		// a new page: look where it belongs
		i := sort.Search(len(l.times), func(i int) bool { return l.times[i] >= at })
		l.times = slices.Insert(l.times, i, at)
	}
	l.pages[at] = append(page, step)
}

// tearOff takes the first step of the first page. The mutex must be locked.
func (l *Loop) tearOff() Step {
	first := l.times[0]
	page := l.pages[first]
	step := page[0]
	if len(page) == 1 {
		delete(l.pages, first)
		l.times = l.times[1:]
	} else {
		l.pages[first] = page[1:]
	}
	return step
}

// Run runs the tasks until all are done, and returns nil then, or until the loop is
// stopped, and returns ErrStopped then. It is called once.
func (l *Loop) Run() error {
	for {
		l.mutex.Lock()

		if l.stopped {
			l.mutex.Unlock()
			return ErrStopped
		}

		if len(l.times) == 0 {
			l.mutex.Unlock()
			return nil
		}

		earliest := l.times[0]
		if earliest > l.clock.Now() {
			// Nobody may go on. I take the flag while I have the mutex, so that I
			// cannot miss anything that happens after I unlock.
			news := l.newsFlag
			alarm := l.clock.Alarm(earliest)
			l.mutex.Unlock()
			select {
			case <-alarm:
			case <-news:
			}
			continue
		}

		step := l.tearOff()
		l.mutex.Unlock()

		sleep, next := step() // without the mutex: it may call CreateTask and Stop

		if next != nil {
			if sleep < 0 {
				sleep = 0
			}
			l.mutex.Lock()
			l.writeDown(l.clock.Now()+sleep, next)
			l.mutex.Unlock()
		}
	}
}
