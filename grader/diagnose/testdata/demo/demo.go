// Package demo goes wrong in every way that there is, one function a way. A line that
// a finding is to name ends in a comment with the name of its test.
package demo

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Box is shared without protection.
type Box struct {
	mu sync.Mutex
	n  int
}

// Add writes.
func (b *Box) Add() { b.n++ } // RaceMethods

// Get reads.
func (b *Box) Get() int { return b.n }

// Fields races on a field inside of one function.
func Fields() {
	var b Box
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			b.n = b.n + 1 // RaceGroup
		})
	}
	wg.Wait()
}

// Maps writes a map from two goroutines; the accesses are inside of the runtime.
func Maps() {
	seen := map[int]bool{}
	done := make(chan struct{})
	go func() {
		seen[2] = true // RaceMap
		close(done)
	}()
	_ = seen[3]
	<-done
}

// Atomics mixes an atomic write with a plain read.
func Atomics() int64 {
	var n int64
	done := make(chan struct{})
	go func() { atomic.AddInt64(&n, 1); close(done) }()
	got := n // RaceAtomic
	<-done
	return got
}

// Stack is generic.
type Stack[T any] struct{ items []T }

// Push writes.
func (s *Stack[T]) Push(v T) {
	s.items = append(s.items, v) // RaceGeneric
}

// Receive waits for what nobody sends.
func Receive() {
	c := make(chan int)
	<-c // DeadlockReceive
}

// LockTwice waits for itself.
func LockTwice() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock() // DeadlockLock
}

// Crowd has three wait at one line and one at another, and waits for all.
func Crowd() {
	var wg sync.WaitGroup
	c, d := make(chan int), make(chan int)
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			c <- 1 // DeadlockCrowd
		}()
	}
	wg.Add(1)
	go func() { defer wg.Done(); <-d }()
	wg.Wait()
}

// Leave leaves three behind at one line and one at another.
func Leave() {
	c := make(chan int)
	for range 3 {
		go func() { c <- 1 }() // Leak
	}
	go func() { select {} }()
}

// Nap leaves one behind that sleeps.
func Nap() {
	go time.Sleep(time.Hour) // LeakSleep
}

// Nil goes through a nil pointer.
func Nil() int {
	var b *Box
	return b.n // PanicHere
}

// Started panics in a goroutine of its own.
func Started() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		var c chan int
		close(c) // PanicStarted
	}()
	<-done
	select {}
}

// Called panics inside of the standard library.
func Called() {
	var wg sync.WaitGroup
	wg.Done() // PanicCalled
}

// Exit ends the process.
func Exit() { os.Exit(3) }

// Unlock is a fatal error, which nothing recovers.
func Unlock() {
	var mu sync.Mutex
	mu.Unlock() // FatalUnlock
}

// Spin runs for ever in a loop without a body.
func Spin() {
	for { // HangSpin
	}
}

// Burn runs for ever and does something.
func Burn() int {
	n := 0
	for {
		n += runtime.NumCPU() // HangBurn
	}
}

// Grow holds more and more.
func Grow() {
	var held [][]byte
	for {
		held = append(held, make([]byte, 1<<20)) // Memory
	}
}

// Serial calls one after the other.
func Serial(read func()) {
	for range 3 {
		read() // SlowWitness
	}
}

// Locked works with a lock held.
func (b *Box) Locked(work func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	work() // SlowIndependent
}

// Quick is Add with the lock.
func (b *Box) Quick() {
	b.mu.Lock()
	b.n++
	b.mu.Unlock()
}

// Poll looks again and again.
func Poll(ready func() bool) {
	for !ready() {
		time.Sleep(time.Millisecond) // HangPoll
	}
}
