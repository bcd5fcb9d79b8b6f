// A child that does not come from the parent: the inner context is made from
// Background, the cancel of the outer one does not reach the worker. Breaks in
// every schedule: the worker waits for ever, the test for it.

package ctx

import (
	"context"
	"testing"
)

type jobKey struct{}

func underParent(t *testing.T, derive func(parent context.Context) context.Context) {
	parent, cancel := context.WithCancel(context.Background())
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		ctx := context.WithValue(derive(parent), jobKey{}, 1)
		<-ctx.Done()
	}()
	cancel()
	<-exited
	if parent.Err() == nil {
		t.Errorf("the parent is not cancelled")
	}
}

// want: deadlock
func TestNotDerivedBug(t *testing.T) {
	inner, cancel := context.WithCancel(context.Background())
	defer cancel()
	underParent(t, func(context.Context) context.Context { return inner })
}

func TestNotDerivedFixed(t *testing.T) {
	underParent(t, func(parent context.Context) context.Context {
		inner, _ := context.WithCancel(parent)
		return inner
	})
}
