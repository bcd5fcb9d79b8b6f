// Package passing keeps shared variables, and guards them: a slot with a mutex and a
// condition, which is full or empty. It is a channel made by hand.
package passing

import (
	"context"
	"io"
	"sync"
)

type slot[T any] struct {
	mu      sync.Mutex
	changed *sync.Cond // on mu: full or ended has changed, or ctx has ended
	full    bool
	ended   bool // nothing more will be put
	result  Result[T]
}

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	s := &slot[T]{}
	s.changed = sync.NewCond(&s.mu)
	stop := context.AfterFunc(ctx, func() {
		s.mu.Lock() // or the news could fall between somebody's look and its Wait
		defer s.mu.Unlock()
		s.changed.Broadcast()
	})
	go s.fill(ctx, next)
	out := make(chan Result[T])
	go func() {
		defer stop()
		defer close(out)
		s.empty(ctx, out)
	}()
	return out
}

func (s *slot[T]) fill(ctx context.Context, next func() (T, error)) {
	for ctx.Err() == nil {
		value, err := next()
		if err == io.EOF || !s.put(ctx, Result[T]{Value: value, Err: err}) || err != nil {
			break
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	s.changed.Broadcast()
}

func (s *slot[T]) put(ctx context.Context, result Result[T]) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.full && ctx.Err() == nil {
		s.changed.Wait()
	}
	if s.full {
		return false
	}
	s.result, s.full = result, true
	s.changed.Broadcast()
	return true
}

// empty sends until nothing more will be put: then next is not running any more.
func (s *slot[T]) empty(ctx context.Context, out chan<- Result[T]) {
	for {
		s.mu.Lock()
		for !s.full && !s.ended {
			s.changed.Wait()
		}
		result, full := s.result, s.full
		s.full = false
		s.changed.Broadcast()
		s.mu.Unlock()
		if !full {
			return
		}
		select { // not under the lock: a receiver may take its time
		case out <- result:
		case <-ctx.Done():
		}
	}
}
