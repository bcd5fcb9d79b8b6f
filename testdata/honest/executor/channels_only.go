package executor

// Executor is a manager goroutine and its workers. Nobody shares memory: the queue is a
// local variable of the manager.
type Executor[T any] struct {
	submit chan order[T] // from Submit to the manager, no buffer: received means accepted
	first  chan struct{} // holds one token, for the first Shutdown
	quit   chan struct{} // closed by the first Shutdown
	done   chan struct{} // closed by the manager when all is over
	work   chan order[T] // from the manager to the workers, no buffer
	ended  chan struct{} // a worker has ended
}

type order[T any] struct {
	run func() (T, error)
	out *Future[T]
}

// New returns an executor that runs at most workers tasks at once, and lets as many as
// queue wait for a worker.
func New[T any](workers, queue int) *Executor[T] {
	workers, queue = max(workers, 1), max(queue, 1)
	e := &Executor[T]{
		submit: make(chan order[T]),
		first:  make(chan struct{}, 1),
		quit:   make(chan struct{}),
		done:   make(chan struct{}),
		work:   make(chan order[T]),
		ended:  make(chan struct{}),
	}
	e.first <- struct{}{}
	for range workers {
		go e.worker()
	}
	go e.manage(workers, queue)
	return e
}

func (e *Executor[T]) manage(workers, limit int) {
	defer close(e.done)

	var queue []order[T]
	quit := e.quit
	for quit != nil || len(queue) > 0 {
		// A nil channel is never ready: this is how a case is switched off.
		var in, out chan order[T]
		var head order[T]
		if quit != nil && len(queue) < limit {
			in = e.submit
		}
		if len(queue) > 0 {
			out, head = e.work, queue[0]
		}
		select {
		case o := <-in:
			queue = append(queue, o)
		case out <- head:
			queue = queue[1:]
		case <-quit:
			quit = nil
		}
	}

	close(e.work)
	for range workers {
		<-e.ended
	}
}

func (e *Executor[T]) worker() {
	defer func() { e.ended <- struct{}{} }()
	for o := range e.work {
		o.out.Resolve(o.try())
	}
}

func (o order[T]) try() (value T, err error) {
	defer func() {
		if p := recover(); p != nil {
			value, err = *new(T), &PanicError{Value: p}
		}
	}()
	return o.run()
}

// Submit hands task over and returns the future of its result.
func (e *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	select {
	case <-e.quit:
		return nil, ErrShutdown
	default:
	}
	o := order[T]{run: task, out: NewFuture[T]()}
	select {
	case e.submit <- o:
		return o.out, nil
	case <-e.quit:
		return nil, ErrShutdown
	}
}

// Shutdown refuses new tasks, waits until all that were accepted are done, and ends the
// workers. It may be called more than once, and each call waits.
func (e *Executor[T]) Shutdown() {
	select {
	case <-e.first:
		close(e.quit)
	default: // somebody else was first
	}
	<-e.done
}
