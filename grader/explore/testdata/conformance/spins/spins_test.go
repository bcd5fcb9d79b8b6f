// Package spins waits by polling: only fair schedules end.
package spins

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

func TestSpinOnAtomicFunction(t *testing.T) {
	var flag uint32
	x := 0
	go func() {
		x = 1
		atomic.StoreUint32(&flag, 1)
	}()
	for atomic.LoadUint32(&flag) == 0 {
	}
	t.Log(x)
}

func TestSpinWithGosched(t *testing.T) {
	var ready atomic.Bool
	x := 0
	go func() {
		x = 2
		ready.Store(true)
	}()
	for !ready.Load() {
		runtime.Gosched()
	}
	t.Log(x)
}

func TestSpinOnTryLock(t *testing.T) {
	var mu sync.Mutex
	x := 0
	mu.Lock()
	go func() {
		x = 3
		mu.Unlock()
	}()
	for !mu.TryLock() {
		runtime.Gosched()
	}
	t.Log(x)
	mu.Unlock()
}

func TestSpinOnSelectDefault(t *testing.T) {
	c := make(chan int)
	go func() { c <- 4 }()
	for {
		select {
		case v := <-c:
			t.Log(v)
			return
		default:
			runtime.Gosched()
		}
	}
}

func TestSpinOnLenOfChannel(t *testing.T) {
	c := make(chan int, 1)
	go func() { c <- 5 }()
	for len(c) == 0 {
		runtime.Gosched()
	}
	t.Log(<-c)
}

type spinLock struct{ held atomic.Int32 }

func (l *spinLock) Lock() {
	for !l.held.CompareAndSwap(0, 1) {
		runtime.Gosched()
	}
}

func (l *spinLock) Unlock() { l.held.Store(0) }

func TestSpinLock(t *testing.T) {
	var l spinLock
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			l.Lock()
			defer l.Unlock()
			n++
		})
	}
	wg.Wait()
	t.Log(n)
}
