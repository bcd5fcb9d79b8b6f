package imports

import (
	. "context"
	"testing"
)

func TestDotImportedContext(t *testing.T) {
	ctx, cancel := WithCancelCause(WithValue(TODO(), Deadline(1), "v"))
	ran := make(chan struct{})
	stop := AfterFunc(ctx, func() { close(ran) })
	cancel(DeadlineExceeded)
	<-ran
	t.Log(stop(), ctx.Err() == Canceled, Cause(ctx) == DeadlineExceeded)
	var c Context = WithoutCancel(ctx)
	t.Log(c.Err(), c.Value(Deadline(1)))
}
