package awaitgap

import "sync"

// Loop runs tasks on one thread: at most one of them at any time. A task keeps the
// thread until it ends or waits in Await or Yield. Make one with NewLoop.
type Loop struct {
	back chan struct{} // a task hands the thread back

	mu      sync.Mutex
	changed *sync.Cond // on mu: a task is ready
	ready   []*Task
	alive   int
}

// NewLoop returns a loop without tasks.
func NewLoop() *Loop {
	l := &Loop{back: make(chan struct{})}
	l.changed = sync.NewCond(&l.mu)
	return l
}

// Task is one flow of control on a loop. Only body, which was given it, may use it.
type Task struct {
	loop *Loop
	turn chan struct{} // the loop hands the thread over
}

// Go puts a task that runs body at the end of the line. Any goroutine may call it.
func (l *Loop) Go(body func(*Task)) {
	t := &Task{loop: l, turn: make(chan struct{})}
	go func() {
		<-t.turn
		defer func() {
			l.mu.Lock()
			l.alive--
			l.mu.Unlock()
			l.back <- struct{}{}
		}()
		body(t)
	}()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.alive++
	l.wake(t)
}

// Run gives each task that is ready its turn, one after the other, until all have
// ended. Where none is ready it rests.
func (l *Loop) Run() {
	for t := l.next(); t != nil; t = l.next() {
		t.turn <- struct{}{}
		<-l.back
	}
}

// next waits for a task that is ready. It returns nil when there are no tasks any more.
func (l *Loop) next() *Task {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.ready) == 0 && l.alive > 0 {
		l.changed.Wait()
	}
	if len(l.ready) == 0 {
		return nil
	}
	t := l.ready[0]
	l.ready = l.ready[1:]
	return t
}

// wake puts tasks at the end of the line. The caller holds the lock.
func (l *Loop) wake(tasks ...*Task) {
	l.ready = append(l.ready, tasks...)
	l.changed.Signal()
}

// Yield lets all other tasks that are ready go first.
func (t *Task) Yield() {
	t.loop.mu.Lock()
	t.loop.wake(t)
	t.loop.mu.Unlock()
	t.pause()
}

// pause hands the thread back and waits for the next turn.
func (t *Task) pause() {
	t.loop.back <- struct{}{}
	<-t.turn
}

// Future is something that has not happened yet. Make one with NewFuture.
type Future struct {
	loop     *Loop
	resolved bool
	waiting  []*Task
}

// NewFuture returns a future for the tasks of the loop.
func (l *Loop) NewFuture() *Future { return &Future{loop: l} }

// Resolve says that it has happened. All who wait for it are ready from now on; their
// turns come later. Any goroutine may call it, and more than once.
func (f *Future) Resolve() {
	f.loop.mu.Lock()
	defer f.loop.mu.Unlock()
	f.resolved = true
	f.loop.wake(f.waiting...)
	f.waiting = nil
}

// Await waits until f is resolved, and lets other tasks run meanwhile. If f is resolved
// already it returns at once.
func (t *Task) Await(f *Future) {
	t.loop.mu.Lock()
	if f.resolved {
		t.loop.mu.Unlock()
		return
	}
	f.waiting = append(f.waiting, t)
	t.loop.mu.Unlock()
	t.pause()
}
