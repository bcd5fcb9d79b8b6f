package debouncer

import (
	"testing"
	"time"
)

// However the triggers and the timer interleave, the calls come in order, and
// the last trigger gets its call.
func TestBurst(t *testing.T) {
	var calls []int
	d := New(time.Second, func(v int) { calls = append(calls, v) })
	for i := 1; i <= 3; i++ {
		if !d.Trigger(i) {
			t.Errorf("trigger %d refused", i)
		}
	}
	d.Close()
	if len(calls) < 1 || len(calls) > 3 || calls[len(calls)-1] != 3 {
		t.Errorf("calls %v", calls)
	}
	for i := 1; i < len(calls); i++ {
		if calls[i] <= calls[i-1] {
			t.Errorf("calls %v", calls)
		}
	}
	if d.Trigger(4) {
		t.Error("a trigger after Close")
	}
	d.Close() // harmless
}

// The call comes by itself, once.
func TestTimer(t *testing.T) {
	calls := make(chan string, 2)
	d := New(time.Millisecond, func(v string) { calls <- v })
	d.Trigger("x")
	if v := <-calls; v != "x" {
		t.Errorf("called with %q", v)
	}
	d.Close()
	if n := len(calls); n != 0 {
		t.Errorf("%d more calls", n)
	}
}

// Two goroutines trigger while a third closes: every accepted trigger before
// the close is followed by a call.
func TestConcurrent(t *testing.T) {
	calls := 0
	d := New(time.Millisecond, func(int) { calls++ })
	accepted := make(chan bool)
	for i := range 2 {
		go func() { accepted <- d.Trigger(i) }()
	}
	d.Close()
	n := 0
	for range 2 {
		if <-accepted {
			n++
		}
	}
	if calls > n || n > 0 && calls == 0 {
		t.Errorf("%d triggers, %d calls", n, calls)
	}
}
