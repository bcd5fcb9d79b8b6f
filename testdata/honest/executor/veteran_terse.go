package executor

import "sync"

// Executor: senders hold mu shared, the one who closes jobs holds it alone. quit drives
// blocked senders out, so that he need not wait for tasks.
type Executor[T any] struct {
	mu   sync.RWMutex
	jobs chan func()
	quit chan struct{}
	stop func()
	wg   sync.WaitGroup
}

func New[T any](workers, queue int) *Executor[T] {
	e := &Executor[T]{jobs: make(chan func(), max(queue, 1)), quit: make(chan struct{})}
	e.stop = sync.OnceFunc(func() {
		close(e.quit)
		e.mu.Lock()
		defer e.mu.Unlock()
		close(e.jobs)
	})
	for range max(workers, 1) {
		e.wg.Go(func() {
			for job := range e.jobs {
				job()
			}
		})
	}
	return e
}

func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	select {
	case <-e.quit:
		return nil, ErrShutdown
	default:
	}
	f := NewFuture[T]()
	select {
	case <-e.quit:
		return nil, ErrShutdown
	case e.jobs <- func() { f.Resolve(guard(task)) }:
		return f, nil
	}
}

func (e *Executor[T]) Shutdown() {
	e.stop()
	e.wg.Wait()
}

func guard[T any](task func() (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			v, err = *new(T), &PanicError{p}
		}
	}()
	return task()
}
