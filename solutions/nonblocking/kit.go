package nonblocking

import (
	"errors"
	"sync"
)

// ErrClosed is the answer to who asks a resolver after its Close.
var ErrClosed = errors.New("the resolver is closed")

// Loop is an event loop. It runs events one at a time, in the order in which they
// were posted, on the goroutine that calls Run. Make one with NewLoop.
type Loop struct {
	mu      sync.Mutex
	changed *sync.Cond // on mu: there is an event, or the loop was stopped
	events  []func()
	stopped bool
}

// NewLoop returns a loop without events.
func NewLoop() *Loop {
	l := &Loop{}
	l.changed = sync.NewCond(&l.mu)
	return l
}

// Post puts event at the end of the queue and returns at once. Any goroutine may
// call it. An event that is posted after Run has returned never runs.
func (l *Loop) Post(event func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = append(l.events, event)
	l.changed.Signal()
}

// Stop lets Run return as soon as the queue is empty. Any goroutine may call it.
func (l *Loop) Stop() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stopped = true
	l.changed.Signal()
}

// Run handles events until the loop is stopped and the queue is empty.
func (l *Loop) Run() {
	for event := l.next(); event != nil; event = l.next() {
		event()
	}
}

// next waits for an event and takes it. It returns nil when there will be none.
func (l *Loop) next() func() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.events) == 0 && !l.stopped {
		l.changed.Wait()
	}
	if len(l.events) == 0 {
		return nil
	}
	event := l.events[0]
	l.events = l.events[1:]
	return event
}

// Pool runs jobs on a fixed number of goroutines, its workers. Make one with
// NewPool, and close it when it is not needed any more.
type Pool struct {
	mu      sync.Mutex
	changed *sync.Cond // on mu: there is a job, or the pool was closed
	jobs    []func()
	closed  bool
	workers sync.WaitGroup
}

// NewPool starts a pool of so many workers.
func NewPool(workers int) *Pool {
	p := &Pool{}
	p.changed = sync.NewCond(&p.mu)
	for range workers {
		p.workers.Go(p.work)
	}
	return p
}

// Go puts job at the end of the queue and returns at once. The next worker that is
// free runs it. Any goroutine may call it, until Close.
func (p *Pool) Go(job func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		panic("nonblocking: Pool.Go after Pool.Close")
	}
	p.jobs = append(p.jobs, job)
	p.changed.Signal()
}

// Close waits until all jobs are done and all workers are gone.
func (p *Pool) Close() {
	p.mu.Lock()
	p.closed = true
	p.changed.Broadcast()
	p.mu.Unlock()
	p.workers.Wait()
}

func (p *Pool) work() {
	for job := p.next(); job != nil; job = p.next() {
		job()
	}
}

// next waits for a job and takes it. It returns nil when there will be none.
func (p *Pool) next() func() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.jobs) == 0 && !p.closed {
		p.changed.Wait()
	}
	if len(p.jobs) == 0 {
		return nil
	}
	job := p.jobs[0]
	p.jobs = p.jobs[1:]
	return job
}
