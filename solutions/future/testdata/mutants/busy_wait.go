// Await asks under a lock, again and again, and so keeps a processor busy.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestEveryWaiterGetsTheResult", "TestCancelFreesTheWaiter"]
package future

import (
	"context"
	"runtime"
	"sync"
)

// Future is a result that may not be there yet.
type Future[T any] struct {
	mu       sync.Mutex
	resolved bool
	value    T
	err      error
}

// New returns a future that somebody has yet to resolve.
func New[T any]() *Future[T] {
	return &Future[T]{}
}

// Start runs produce on a goroutine of its own.
func Start[T any](produce func() (T, error)) *Future[T] {
	f := New[T]()
	go func() {
		defer func() {
			if v := recover(); v != nil {
				var zero T
				f.Resolve(zero, &PanicError{Value: v})
			}
		}()
		f.Resolve(produce())
	}()
	return f
}

// Resolve sets the result if nobody did.
func (f *Future[T]) Resolve(value T, err error) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.resolved {
		return false
	}
	f.resolved = true
	f.value, f.err = value, err
	return true
}

// Await waits for the result or the end of ctx.
func (f *Future[T]) Await(ctx context.Context) (T, error) {
	for {
		// ctx first: a result that came before it ended is then seen below.
		ended := context.Cause(ctx)         // mutant: comes here again and again
		if value, err, ok := f.look(); ok { // mutant: as above
			return value, err
		}
		if ended != nil {
			var zero T
			return zero, ended
		}
		runtime.Gosched() // mutant: runs on instead of waiting
	}
}

func (f *Future[T]) look() (value T, err error, ok bool) {
	f.mu.Lock()                       // mutant: as above
	defer f.mu.Unlock()               // mutant: as above
	return f.value, f.err, f.resolved // mutant: as above
}
