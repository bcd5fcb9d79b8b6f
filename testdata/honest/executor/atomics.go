package executor

import (
	"sync"
	"sync/atomic"
)

// The state word: bit 0 says that the executor is closed, the bits above it count the
// calls of Submit that are between enter and leave. Whoever makes it "closed, and nobody
// inside" closes the channel.
const (
	closedBit int64 = 1
	oneInside int64 = 2
)

// Executor runs tasks on workers. Make one with New.
type Executor[T any] struct {
	state atomic.Int64
	jobs  chan job[T]
	quit  chan struct{}
	done  sync.WaitGroup
}

type job[T any] struct {
	*Future[T]
	task func() (T, error)
}

// New returns an executor that runs at most workers tasks at once, and lets as many as
// queue wait for a worker.
func New[T any](workers, queue int) *Executor[T] {
	workers = max(1, workers)
	e := &Executor[T]{
		jobs: make(chan job[T], max(1, queue)),
		quit: make(chan struct{}),
	}
	e.done.Add(workers)
	for w := 0; w < workers; w++ {
		go func() {
			defer e.done.Done()
			for {
				j, open := <-e.jobs
				if !open {
					return
				}
				j.run()
			}
		}()
	}
	return e
}

func (e *Executor[T]) enter() bool {
	for {
		s := e.state.Load()
		if s&closedBit != 0 {
			return false
		}
		if e.state.CompareAndSwap(s, s+oneInside) {
			return true
		}
	}
}

func (e *Executor[T]) leave() {
	if e.state.Add(-oneInside) == closedBit {
		close(e.jobs)
	}
}

// Submit hands task over and returns the future of its result.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	if !e.enter() {
		return nil, ErrShutdown
	}
	defer e.leave()

	j := job[T]{NewFuture[T](), task}
	select {
	case e.jobs <- j:
		return j.Future, nil
	case <-e.quit:
		return nil, ErrShutdown
	}
}

// Shutdown refuses new tasks, waits until all that were accepted are done, and ends the
// workers. It may be called more than once, and each call waits.
func (e *Executor[T]) Shutdown() {
	old := e.state.Or(closedBit)
	if old&closedBit == 0 {
		close(e.quit) // those who are blocked inside go out
		if old == 0 {
			close(e.jobs) // nobody is inside, and nobody will be
		}
	}
	e.done.Wait()
}

func (j job[T]) run() {
	var value T
	var err error
	defer func() {
		if p := recover(); p != nil {
			var zero T
			j.Resolve(zero, &PanicError{Value: p})
			return
		}
		j.Resolve(value, err)
	}()
	value, err = j.task()
}
