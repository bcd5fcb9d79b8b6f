// Package eventloop runs functions one after another on one goroutine, at once
// or at a time: one timer serves a heap of deadlines.
package eventloop

import (
	"container/heap"
	"time"
)

type event struct {
	when   time.Time
	serial int // keeps events of the same time in order
	run    func()
}

type agenda []event

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	if a[i].when.Equal(a[j].when) {
		return a[i].serial < a[j].serial
	}
	return a[i].when.Before(a[j].when)
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(event)) }
func (a *agenda) Pop() any {
	last := len(*a) - 1
	e := (*a)[last]
	*a = (*a)[:last]
	return e
}

// Loop is made by New and must be stopped.
type Loop struct {
	posts chan func()
	quit  chan struct{}
	done  chan struct{}

	// For functions on the loop only.
	agenda agenda
	serial int
}

// New starts a loop.
func New() *Loop {
	l := &Loop{posts: make(chan func()), quit: make(chan struct{}), done: make(chan struct{})}
	go l.loop()
	return l
}

func (l *Loop) loop() {
	defer close(l.done)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		var alarm <-chan time.Time // nil while there is nothing to wait for
		if len(l.agenda) > 0 {
			timer.Reset(time.Until(l.agenda[0].when))
			alarm = timer.C
		}
		select {
		case f := <-l.posts:
			f()
		case <-alarm:
			for now := time.Now(); len(l.agenda) > 0 && !l.agenda[0].when.After(now); {
				heap.Pop(&l.agenda).(event).run()
			}
		case <-l.quit:
			return
		}
	}
}

// Post has f run on the loop. It reports false if the loop has stopped.
func (l *Loop) Post(f func()) bool {
	select {
	case l.posts <- f:
		return true
	case <-l.done:
		return false
	}
}

// At has f run at the given time or later. Only functions on the loop call it.
func (l *Loop) At(when time.Time, f func()) {
	l.serial++
	heap.Push(&l.agenda, event{when, l.serial, f})
}

// Stop ends the loop; what has not run by then never will. It is called once,
// and not on the loop.
func (l *Loop) Stop() {
	close(l.quit)
	<-l.done
}
