package eventloop

import (
	"fmt"
	"testing"
	"time"
)

// Events run in the order of their times, and in order of entry for the same
// time.
func TestOrder(t *testing.T) {
	l := New()
	order := make(chan string, 4)
	l.Post(func() {
		now := time.Now()
		for i, ms := range []int{30, 10, 20, 10} {
			l.At(now.Add(time.Duration(ms)*time.Millisecond), func() {
				order <- fmt.Sprint(ms, "#", i)
			})
		}
	})
	for _, want := range []string{"10#1", "10#3", "20#2", "30#0"} {
		if got := <-order; got != want {
			t.Errorf("event %s, want %s", got, want)
		}
	}
	l.Stop()
}

// A chain of events, each setting up the next, beside posts of two goroutines.
// All share a counter without a lock, for all run on the loop.
func TestChain(t *testing.T) {
	l := New()
	n := 0
	finished := make(chan struct{})
	var again func()
	again = func() {
		n++
		if n == 5 {
			close(finished)
			return
		}
		l.At(time.Now().Add(time.Millisecond), again)
	}
	posted := make(chan bool)
	for range 2 {
		go func() { posted <- l.Post(func() { n++; n-- }) }()
	}
	l.Post(again)
	for range 2 {
		if !<-posted {
			t.Error("a running loop refused a post")
		}
	}
	<-finished
	l.Stop()
	if n != 5 {
		t.Errorf("n = %d, want 5", n)
	}
	if l.Post(func() {}) {
		t.Error("a stopped loop took a post")
	}
}

// A stop before the time: the event has run or not, but not half, and not
// after the stop.
func TestStop(t *testing.T) {
	l := New()
	a, b := 0, 0
	l.Post(func() {
		l.At(time.Now().Add(time.Minute), func() { a++; b++ })
	})
	l.Stop()
	if a != b || a > 1 {
		t.Errorf("a, b = %d, %d", a, b)
	}
}
