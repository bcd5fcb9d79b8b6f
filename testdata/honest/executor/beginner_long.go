// Package executor runs tasks on a fixed number of workers.
package executor

import (
	"log"
	"sync"
)

// debug switches my log messages on and off. I needed them to find out why
// Shutdown did not return in my first version.
const debug = false

// job is one task together with the future that belongs to it.
type job[T any] struct {
	task   func() (T, error)
	future *Future[T]
}

// Executor runs tasks on workers. Make one with New. All methods may be called by many
// goroutines at once.
type Executor[T any] struct {
	mutex sync.Mutex // protects everything below
	cond  *sync.Cond // something below has changed

	queue         []job[T] // accepted, not started
	maxQueue      int      // never more than this in queue
	closed        bool     // Shutdown was called
	activeWorkers int      // workers that have not ended yet

	// Everybody who submits draws a number, as at the post office, so that nobody
	// overtakes anybody who has to wait for room.
	nextTicket uint64
	nowServing uint64
}

// New returns an executor that runs at most workers tasks at once, and lets as many as
// queue wait for a worker.
func New[T any](workers, queue int) *Executor[T] {
	if workers < 1 {
		workers = 1
	}
	if queue < 1 {
		queue = 1
	}
	e := new(Executor[T])
	e.cond = sync.NewCond(&e.mutex)
	e.maxQueue = queue
	e.activeWorkers = workers
	for i := 0; i < workers; i++ {
		go e.worker(i)
	}
	return e
}

// Submit hands task over and returns the future of its result.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mutex.Lock()
	defer e.mutex.Unlock()

	if e.closed {
		return nil, ErrShutdown
	}

	myTicket := e.nextTicket
	e.nextTicket++

	// Wait until it is my turn and there is room. Shutdown wakes me up as well.
	for {
		if e.closed {
			return nil, ErrShutdown
		}
		myTurn := myTicket == e.nowServing
		room := len(e.queue) < e.maxQueue
		if myTurn && room {
			break
		}
		e.cond.Wait()
	}

	future := NewFuture[T]()
	e.queue = append(e.queue, job[T]{task: task, future: future})
	e.nowServing++

	// Wake a worker, and also the one who has the next ticket.
	e.cond.Broadcast()
	return future, nil
}

// Shutdown refuses new tasks, waits until all that were accepted are done, and ends the
// workers. It may be called more than once, and each call waits.
func (e *Executor[T]) Shutdown() {
	e.mutex.Lock()
	defer e.mutex.Unlock()

	e.closed = true
	if debug {
		log.Println("shutdown:", len(e.queue), "tasks are still in the queue")
	}
	e.cond.Broadcast()
	for e.activeWorkers > 0 {
		e.cond.Wait()
	}
}

// worker does one job after the other until there will be no more.
func (e *Executor[T]) worker(number int) {
	for {
		j, ok := e.takeJob()
		if !ok {
			if debug {
				log.Println("worker", number, "goes home")
			}
			return
		}
		value, err := callSafely(j.task)
		j.future.Resolve(value, err)
	}
}

// takeJob waits for a job. It returns false if there is none and never will be.
func (e *Executor[T]) takeJob() (job[T], bool) {
	e.mutex.Lock()
	defer e.mutex.Unlock()

	for len(e.queue) == 0 {
		if e.closed {
			e.activeWorkers--
			e.cond.Broadcast()
			return job[T]{}, false
		}
		e.cond.Wait()
	}
	j := e.queue[0]
	e.queue[0] = job[T]{} // let the garbage collector have it
	e.queue = e.queue[1:]
	e.cond.Broadcast() // there is room now
	return j, true
}

// callSafely calls task and makes an error out of a panic.
func callSafely[T any](task func() (T, error)) (value T, err error) {
	defer func() {
		p := recover()
		if p != nil {
			var zero T
			value = zero
			err = &PanicError{Value: p}
		}
	}()
	value, err = task()
	return value, err
}
