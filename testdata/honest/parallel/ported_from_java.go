// Package parallel reads many sources at once.
package parallel

import (
	"context"
	"errors"
	"sync"
)

// countDownLatch is java.util.concurrent.CountDownLatch.
type countDownLatch struct {
	lock  sync.Mutex
	zero  *sync.Cond
	count int
}

func newCountDownLatch(count int) *countDownLatch {
	if count < 0 {
		panic("IllegalArgumentException: count < 0")
	}
	l := &countDownLatch{count: count}
	l.zero = sync.NewCond(&l.lock)
	return l
}

func (l *countDownLatch) countDown() {
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.count > 0 {
		l.count--
		if l.count == 0 {
			l.zero.Broadcast()
		}
	}
}

func (l *countDownLatch) await() {
	l.lock.Lock()
	defer l.lock.Unlock()
	for l.count != 0 {
		l.zero.Wait()
	}
}

// callable is one read with everything that it needs.
type callable interface {
	call()
}

type readTask struct {
	ctx    context.Context
	name   string
	read   ReadFunc
	latch  *countDownLatch
	result string
	err    error
}

var _ callable = (*readTask)(nil)

// call runs the task. In Java this would be try { ... } finally { latch.countDown(); }.
func (t *readTask) call() {
	defer t.latch.countDown()
	t.result, t.err = t.read(t.ctx, t.name)
}

func (t *readTask) getResult() string {
	if t.err != nil {
		return ""
	}
	return t.result
}

// ReadAll is ExecutorService.invokeAll on a newCachedThreadPool.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	latch := newCountDownLatch(len(names))
	tasks := make([]*readTask, len(names))
	for i := range names {
		tasks[i] = &readTask{ctx: ctx, name: names[i], read: read, latch: latch}
	}
	for _, task := range tasks {
		var c callable = task
		go c.call()
	}
	latch.await()

	contents := make([]string, len(tasks))
	errs := make([]error, len(tasks))
	for i, task := range tasks {
		contents[i] = task.getResult()
		errs[i] = task.err
	}
	return contents, errors.Join(errs...)
}
