package group

import (
	"context"
	"errors"
	"testing"
)

// One fails, the other waits for the cancellation that follows from it.
func TestFirstError(t *testing.T) {
	boom := errors.New("boom")
	g, ctx := New(context.Background(), 0)
	g.Go(func() error {
		<-ctx.Done()
		return ctx.Err()
	})
	g.Go(func() error { return boom })
	if err := g.Wait(); err != boom {
		t.Errorf("Wait = %v, want boom", err)
	}
	if err := context.Cause(ctx); err != boom {
		t.Errorf("cause = %v, want boom", err)
	}
}

// All succeed; with one slot they run one at a time, in order.
func TestLimit(t *testing.T) {
	g, ctx := New(context.Background(), 1)
	var order []int
	for i := range 3 {
		g.Go(func() error {
			order = append(order, i)
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		t.Errorf("Wait = %v", err)
	}
	if len(order) != 3 || order[0] != 0 || order[1] != 1 || order[2] != 2 {
		t.Errorf("order %v", order)
	}
	if ctx.Err() != context.Canceled {
		t.Errorf("the context lives on after Wait: %v", ctx.Err())
	}
}

// Two errors and a panic: it is one of them, and the others are forgotten.
func TestSome(t *testing.T) {
	a, b := errors.New("a"), errors.New("b")
	g, ctx := New(context.Background(), 0)
	g.Go(func() error { return a })
	g.Go(func() error { return b })
	g.Go(func() error { panic("c") })
	err := g.Wait()
	if err != a && err != b && (err == nil || err.Error() != "group: c") {
		t.Errorf("Wait = %v", err)
	}
	if context.Cause(ctx) != err {
		t.Errorf("cause = %v, Wait = %v", context.Cause(ctx), err)
	}
}
