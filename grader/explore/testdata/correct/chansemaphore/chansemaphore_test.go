package chansemaphore

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
)

// Never more than two of four are inside.
func TestLimit(t *testing.T) {
	s := New(2)
	var inside, violations atomic.Int32
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err := s.Do(context.Background(), func() {
				if inside.Add(1) > 2 {
					violations.Add(1)
				}
				inside.Add(-1)
			})
			if err != nil {
				violations.Add(1)
			}
		}()
	}
	wg.Wait()
	if v := violations.Load(); v != 0 {
		t.Errorf("%d violations", v)
	}
	if n := len(s); n != 0 {
		t.Errorf("%d permits still taken", n)
	}
}

// With one permit it is a mutex, also for the race detector.
func TestMutex(t *testing.T) {
	s := New(1)
	n := 0
	var skipped atomic.Int32
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			if !s.TryAcquire() {
				skipped.Add(1)
				return
			}
			n++
			s.Release()
		})
	}
	wg.Wait()
	if n < 1 || n+int(skipped.Load()) != 3 {
		t.Errorf("n = %d, skipped = %d", n, skipped.Load())
	}
}

// A waiter is freed by its context, and takes no permit with it.
func TestCancel(t *testing.T) {
	s := New(1)
	if !s.TryAcquire() {
		t.Fatal("no permit at the start")
	}
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error)
	go func() { result <- s.Acquire(ctx) }()
	cancel()
	if err := <-result; err != context.Canceled {
		t.Errorf("acquire: %v", err)
	}
	s.Release()
	if !s.TryAcquire() {
		t.Error("the permit is lost")
	}
}
