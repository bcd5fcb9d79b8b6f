// Package pipeline fans a stream of numbers out to workers and their results
// in again, with cancellation through a context.
package pipeline

import (
	"context"
	"sync"
)

// generate sends 1 to n.
func generate(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			select {
			case out <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func stage(ctx context.Context, in <-chan int, f func(int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in { // the stage before closes in on cancellation
			select {
			case out <- f(v):
			case <-ctx.Done():
				for range in { // leave nobody blocked
				}
				return
			}
		}
	}()
	return out
}

func merge(ctx context.Context, ins ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(ins))
	for _, in := range ins {
		go func(in <-chan int) {
			defer wg.Done()
			for v := range in {
				select {
				case out <- v:
				case <-ctx.Done():
				}
			}
		}(in)
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// Run applies f to 1..n on the given number of workers. The results come in
// any order. When the channel is closed, all the goroutines have come to their
// end; after a cancel the receiver must therefore drain it.
func Run(ctx context.Context, n, workers int, f func(int) int) <-chan int {
	source := generate(ctx, n)
	var parts []<-chan int
	for range workers {
		parts = append(parts, stage(ctx, source, f))
	}
	return merge(ctx, parts...)
}
