package usesemaphore

import (
	"context"
	"sync"
	"testing"

	"golang.org/x/sync/semaphore"
)

// A weighted semaphore as a read-write lock: a reader takes 1, a writer all.
func TestReadWrite(t *testing.T) {
	const all = 2
	s := semaphore.NewWeighted(all)
	ctx := context.Background()
	a, b := 0, 0
	var torn [2]bool
	var wg sync.WaitGroup
	for r := range torn {
		wg.Go(func() {
			if s.Acquire(ctx, 1) == nil {
				torn[r] = a != b
				s.Release(1)
			}
		})
	}
	wg.Go(func() {
		if s.Acquire(ctx, all) == nil {
			a++
			b++
			s.Release(all)
		}
	})
	wg.Wait()
	if torn[0] || torn[1] || a != 1 || b != 1 {
		t.Errorf("torn: %v, a, b = %d, %d", torn, a, b)
	}
}

// A cancelled waiter leaves no trace.
func TestCancel(t *testing.T) {
	s := semaphore.NewWeighted(1)
	if !s.TryAcquire(1) {
		t.Fatal("a new semaphore is taken")
	}
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error)
	go func() { result <- s.Acquire(ctx, 1) }()
	cancel()
	if err := <-result; err != context.Canceled {
		t.Errorf("Acquire = %v", err)
	}
	s.Release(1)
	if !s.TryAcquire(1) {
		t.Error("the semaphore is not free")
	}
}
