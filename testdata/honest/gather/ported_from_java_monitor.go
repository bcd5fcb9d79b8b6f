// Package gather runs tasks together and collects their results.
package gather

import (
	"context"
	"fmt"
	"sync"
)

// scope is a StructuredTaskScope.ShutdownOnFailure. All fields belong to the monitor.
type scope[T any] struct {
	sync.Mutex
	allDone *sync.Cond

	shutdown   context.CancelFunc
	unfinished int
	results    []T
	firstError error
}

func newScope[T any](n int, shutdown context.CancelFunc) *scope[T] {
	s := &scope[T]{
		shutdown:   shutdown,
		unfinished: n,
		results:    make([]T, n),
	}
	s.allDone = sync.NewCond(s) // *scope is a Locker, by way of its Mutex
	return s
}

var _ sync.Locker = (*scope[string])(nil)

// fork runs the subtask with the given number.
func (s *scope[T]) fork(ctx context.Context, number int, subtask Task[T]) {
	go func() {
		result, err := subtask(ctx) // outside the monitor!
		s.complete(number, result, err)
	}()
}

// complete is what each subtask calls at its end. The error is kept before the others hear of it.
func (s *scope[T]) complete(number int, result T, err error) {
	s.Lock()
	defer s.Unlock()

	if s.unfinished <= 0 {
		panic(fmt.Sprintf("IllegalStateException: subtask %d ended twice", number))
	}
	if err == nil {
		s.results[number] = result
	} else if s.firstError == nil {
		s.firstError = err
		s.shutdown()
	}
	s.unfinished--
	if s.unfinished == 0 {
		s.allDone.Broadcast()
	}
}

// join waits until all subtasks have completed.
func (s *scope[T]) join() {
	s.Lock()
	defer s.Unlock()
	for s.unfinished != 0 {
		s.allDone.Wait()
	}
}

func (s *scope[T]) get() ([]T, error) {
	s.Lock()
	defer s.Unlock()
	if s.firstError != nil {
		return nil, s.firstError
	}
	return s.results, nil
}

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel() // try (var scope = ...)

	scope := newScope[T](len(tasks), cancel)
	for number, task := range tasks {
		scope.fork(inner, number, task)
	}
	scope.join()
	return scope.get()
}
