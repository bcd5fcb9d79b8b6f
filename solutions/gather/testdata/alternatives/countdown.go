// Package gather counts down under a mutex, which also guards the first error. The last
// task closes a channel. All starts at one, which is its own count, so that it works
// without tasks too.
//
// Closing the channel happens before the receive that it ends, and each task's critical
// section happens before that of the last one.
package gather

import (
	"context"
	"sync"
)

// All runs every task once, all at the same time, and returns when all have returned.
func All[T any](ctx context.Context, tasks ...Task[T]) ([]T, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var (
		results = make([]T, len(tasks))
		all     = make(chan struct{})
		mu      sync.Mutex
		running = 1 + len(tasks)
		first   error
	)
	end := func(err error) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil && first == nil {
			first = err
			cancel()
		}
		running--
		if running == 0 {
			close(all)
		}
	}
	for i, task := range tasks {
		go func() {
			value, err := task(ctx)
			results[i] = value
			end(err)
		}()
	}
	end(nil)
	<-all
	if first != nil {
		return nil, first
	}
	return results, nil
}
