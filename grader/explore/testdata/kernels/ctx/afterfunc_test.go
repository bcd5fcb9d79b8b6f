// context.AfterFunc and the normal way out both release: the result of stop is
// thrown away. Breaks when the cancel comes first: the resource is released a
// second time.

package ctx

import (
	"context"
	"testing"
)

func releaseOnce(t *testing.T, finish func(stop func() bool, res chan struct{})) {
	ctx, cancel := context.WithCancel(context.Background())
	res := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { close(res) })
	done := make(chan struct{})
	go func() {
		defer close(done)
		cancel()
	}()
	finish(stop, res)
	<-res
	<-done
	if ctx.Err() == nil {
		t.Errorf("the context is not cancelled")
	}
}

// want: panic
func TestAfterFuncBug(t *testing.T) {
	releaseOnce(t, func(stop func() bool, res chan struct{}) {
		stop()
		close(res)
	})
}

func TestAfterFuncFixed(t *testing.T) {
	releaseOnce(t, func(stop func() bool, res chan struct{}) {
		if stop() {
			close(res)
		}
	})
}
