// Package workerpool runs jobs on a fixed number of goroutines and shuts down
// gracefully: what was accepted is done.
package workerpool

import (
	"errors"
	"fmt"
	"sync"
)

// ErrClosed is what Submit returns after Shutdown.
var ErrClosed = errors.New("workerpool: closed")

// Pool is made by New.
type Pool struct {
	jobs    chan func() error
	workers sync.WaitGroup

	gate   sync.RWMutex // read: may send on jobs; write: may close it
	closed bool

	mu     sync.Mutex
	failed []error
}

// New starts workers goroutines.
func New(workers, backlog int) *Pool {
	p := &Pool{jobs: make(chan func() error, backlog)}
	p.workers.Add(workers)
	for range workers {
		go p.work()
	}
	return p
}

func (p *Pool) work() {
	defer p.workers.Done()
	for job := range p.jobs {
		if err := protect(job); err != nil {
			p.mu.Lock()
			p.failed = append(p.failed, err)
			p.mu.Unlock()
		}
	}
}

// protect makes an error of a panic, so that the worker lives on.
func protect(job func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("workerpool: job panicked: %v", r)
		}
	}()
	return job()
}

// Submit hands in a job, waiting for room in the backlog. Jobs must not call
// it: they would wait for themselves.
func (p *Pool) Submit(job func() error) error {
	p.gate.RLock()
	defer p.gate.RUnlock()
	if p.closed {
		return ErrClosed
	}
	p.jobs <- job // the workers are alive: closed can't change meanwhile
	return nil
}

// Shutdown refuses new jobs, waits for the accepted ones, and returns the
// errors of the failed ones. It may be called more than once.
func (p *Pool) Shutdown() error {
	p.gate.Lock()
	if !p.closed {
		p.closed = true
		close(p.jobs)
	}
	p.gate.Unlock()
	p.workers.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	return errors.Join(p.failed...)
}
