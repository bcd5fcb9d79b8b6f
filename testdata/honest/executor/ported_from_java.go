package executor

import "sync"

// ---------------------------------------------------------------------------
// ArrayBlockingQueue
// ---------------------------------------------------------------------------

// arrayBlockingQueue is java.util.concurrent.ArrayBlockingQueue, plus close().
type arrayBlockingQueue[E any] struct {
	lock     sync.Mutex
	notEmpty sync.Cond
	notFull  sync.Cond

	items     []E
	takeIndex int
	putIndex  int
	count     int
	closed    bool
}

func newArrayBlockingQueue[E any](capacity int) *arrayBlockingQueue[E] {
	this := &arrayBlockingQueue[E]{items: make([]E, capacity)}
	this.notEmpty.L = &this.lock
	this.notFull.L = &this.lock
	return this
}

// put waits for room. It returns false, without putting e, if the queue is closed.
func (this *arrayBlockingQueue[E]) put(e E) bool {
	this.lock.Lock()
	defer this.lock.Unlock()
	for this.count == len(this.items) && !this.closed {
		this.notFull.Wait()
	}
	if this.closed {
		return false
	}
	this.items[this.putIndex] = e
	this.putIndex = (this.putIndex + 1) % len(this.items)
	this.count++
	this.notEmpty.Signal()
	return true
}

// take waits for an element. It returns false if the queue is closed and empty.
func (this *arrayBlockingQueue[E]) take() (e E, ok bool) {
	this.lock.Lock()
	defer this.lock.Unlock()
	for this.count == 0 && !this.closed {
		this.notEmpty.Wait()
	}
	if this.count == 0 {
		return e, false
	}
	e = this.items[this.takeIndex]
	var null E
	this.items[this.takeIndex] = null
	this.takeIndex = (this.takeIndex + 1) % len(this.items)
	this.count--
	this.notFull.Signal()
	return e, true
}

func (this *arrayBlockingQueue[E]) close() {
	this.lock.Lock()
	defer this.lock.Unlock()
	this.closed = true
	this.notEmpty.Broadcast()
	this.notFull.Broadcast()
}

// ---------------------------------------------------------------------------
// CountDownLatch
// ---------------------------------------------------------------------------

type countDownLatch struct {
	lock  sync.Mutex
	count int
	zero  chan struct{}
}

func newCountDownLatch(count int) *countDownLatch {
	return &countDownLatch{count: count, zero: make(chan struct{})}
}

func (this *countDownLatch) countDown() {
	this.lock.Lock()
	defer this.lock.Unlock()
	this.count--
	if this.count == 0 {
		close(this.zero)
	}
}

func (this *countDownLatch) await() { <-this.zero }

// ---------------------------------------------------------------------------
// FutureTask
// ---------------------------------------------------------------------------

type runnable interface{ run() }

type futureTask[V any] struct {
	callable func() (V, error)
	future   *Future[V]
}

var _ runnable = (*futureTask[int])(nil)

func (this *futureTask[V]) run() {
	value, err := this.call()
	this.future.Resolve(value, err)
}

// call is the try { ... } catch (Throwable t) { ... }.
func (this *futureTask[V]) call() (value V, err error) {
	completed := false
	defer func() {
		if !completed {
			var null V
			value, err = null, &PanicError{Value: recover()}
		}
	}()
	value, err = this.callable()
	completed = true
	return
}

// ---------------------------------------------------------------------------
// ThreadPoolExecutor
// ---------------------------------------------------------------------------

// Executor is java.util.concurrent.ThreadPoolExecutor.
type Executor[T any] struct {
	workQueue   *arrayBlockingQueue[runnable]
	termination *countDownLatch
}

// New is Executors.newFixedThreadPool(workers), with a bounded queue.
func New[T any](workers, queue int) *Executor[T] {
	if workers <= 0 {
		workers = 1
	}
	if queue <= 0 {
		queue = 1
	}
	this := &Executor[T]{
		workQueue:   newArrayBlockingQueue[runnable](queue),
		termination: newCountDownLatch(workers),
	}
	for i := 0; i < workers; i++ {
		go this.runWorker()
	}
	return this
}

func (this *Executor[T]) runWorker() {
	defer this.termination.countDown()
	for {
		task, ok := this.workQueue.take()
		if !ok {
			return
		}
		task.run()
	}
}

// Submit hands task over and returns the future of its result.
func (this *Executor[T]) Submit(task func() (T, error)) (*Future[T], error) {
	ftask := &futureTask[T]{callable: task, future: NewFuture[T]()}
	if !this.workQueue.put(ftask) {
		return nil, ErrShutdown
	}
	return ftask.future, nil
}

// Shutdown is shutdown() and awaitTermination(Long.MAX_VALUE) in one.
func (this *Executor[T]) Shutdown() {
	this.workQueue.close()
	this.termination.await()
}
