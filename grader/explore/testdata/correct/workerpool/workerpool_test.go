package workerpool

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

// All jobs are done when Shutdown returns; then there are no new ones.
func TestAllDone(t *testing.T) {
	p := New(2, 1)
	var sum atomic.Int64
	for i := range 4 {
		if err := p.Submit(func() error { sum.Add(int64(i)); return nil }); err != nil {
			t.Errorf("submit %d: %v", i, err)
		}
	}
	if err := p.Shutdown(); err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if got := sum.Load(); got != 6 {
		t.Errorf("sum = %d, want 6", got)
	}
	if err := p.Submit(func() error { return nil }); !errors.Is(err, ErrClosed) {
		t.Errorf("submit after shutdown: %v", err)
	}
}

// A submitter races with the shutdown: exactly the accepted jobs ran.
func TestSubmitWhileShutdown(t *testing.T) {
	p := New(1, 0)
	ran := 0 // by the only worker
	accepted := make(chan int)
	go func() {
		n := 0
		for range 2 {
			if p.Submit(func() error { ran++; return nil }) == nil {
				n++
			}
		}
		accepted <- n
	}()
	_ = p.Shutdown()
	if n := <-accepted; n != ran {
		t.Errorf("%d accepted, %d ran", n, ran)
	}
}

// A panic of a job harms neither the worker nor the other jobs.
func TestPanic(t *testing.T) {
	p := New(1, 0)
	ok := false
	_ = p.Submit(func() error { panic("boom") })
	_ = p.Submit(func() error { ok = true; return nil })
	err := p.Shutdown()
	if err == nil || !strings.Contains(err.Error(), "boom") {
		t.Errorf("shutdown: %v, want the panic", err)
	}
	if !ok {
		t.Error("the job after the panic did not run")
	}
}
