// Package passing hands values from one goroutine to others.
package passing

import (
	"container/list"
	"context"
	"io"
	"sync"
)

const capacity = 4

// queue is a bounded buffer between the goroutine that reads and the one that sends.
type queue[T any] struct {
	mu      sync.Mutex
	changed *sync.Cond
	items   *list.List // of Result[T]
	stopped bool       // the context has ended
	closed  bool       // the reader has ended: no more items, and no call of next
}

func newQueue[T any]() *queue[T] {
	q := &queue[T]{items: list.New()}
	q.changed = sync.NewCond(&q.mu)
	return q
}

// put appends r as soon as there is room. It reports false if the queue was stopped.
func (q *queue[T]) put(r Result[T]) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.items.Len() >= capacity && !q.stopped {
		q.changed.Wait()
	}
	if q.stopped {
		return false
	}
	q.items.PushBack(r)
	q.changed.Broadcast()
	return true
}

// get takes the first one out. It reports false if nothing comes any more.
func (q *queue[T]) get() (r Result[T], ok bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.items.Len() == 0 && !q.closed {
		q.changed.Wait()
	}
	if q.items.Len() == 0 {
		return r, false
	}
	r = q.items.Remove(q.items.Front()).(Result[T])
	q.changed.Broadcast()
	return r, true
}

// stop makes room: what nobody has received is dropped.
func (q *queue[T]) stop() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.stopped = true
	q.items.Init()
	q.changed.Broadcast()
}

func (q *queue[T]) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}

func (q *queue[T]) fill(ctx context.Context, next func() (T, error)) {
	defer q.close()
	for ctx.Err() == nil {
		value, err := next()
		if err == io.EOF {
			return
		}
		if ok := q.put(Result[T]{Value: value, Err: err}); !ok || err != nil {
			return
		}
	}
}

// Stream calls next on a goroutine of its own and sends what each call returned.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	q := newQueue[T]()
	unwatch := context.AfterFunc(ctx, q.stop)

	go q.fill(ctx, next)
	go func() {
		defer close(out) // get has said false: fill has ended
		defer unwatch()
		for {
			r, ok := q.get()
			if !ok {
				return
			}
			select {
			case out <- r:
			case <-ctx.Done():
				q.stop() // no later one may go out after this one was dropped; wait for fill
			}
		}
	}()
	return out
}
