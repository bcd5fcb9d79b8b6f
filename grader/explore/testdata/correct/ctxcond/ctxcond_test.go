package ctxcond

import (
	"context"
	"testing"
	"time"
)

// One receiver is cancelled, the other is not; there is one item. Whoever got
// it, it is not lost.
func TestCancelOne(t *testing.T) {
	m := New[string]()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	impatient, patient := make(chan error), make(chan string)
	go func() {
		v, err := m.Receive(ctx)
		if err == nil {
			m.Send(v) // pass it on
		}
		impatient <- err
	}()
	go func() {
		v, _ := m.Receive(context.Background())
		patient <- v
	}()
	m.Send("hello")
	cancel()
	if err := <-impatient; err != nil && err != context.Canceled {
		t.Errorf("impatient: %v", err)
	}
	if v := <-patient; v != "hello" {
		t.Errorf("patient: %q", v)
	}
	if n := m.Len(); n != 0 {
		t.Errorf("%d items left", n)
	}
}

// With a deadline and no sender, the deadline it is.
func TestDeadline(t *testing.T) {
	m := New[int]()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Millisecond)
	defer cancel()
	if _, err := m.Receive(ctx); err != context.DeadlineExceeded {
		t.Errorf("err = %v", err)
	}
	m.Send(1)
	if v, err := m.Receive(ctx); v != 1 || err != nil {
		t.Errorf("an item is there: %d, %v", v, err)
	}
}
