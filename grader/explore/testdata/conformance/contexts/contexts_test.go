package contexts

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

const unit = 20 * time.Millisecond

func TestBackgroundAndTODO(t *testing.T) {
	for _, ctx := range []context.Context{context.Background(), context.TODO()} {
		_, ok := ctx.Deadline()
		t.Log(ctx.Err(), ctx.Done() == nil, ok, ctx.Value("k"), context.Cause(ctx))
	}
	t.Log(context.Background() == context.Background(), context.Background() == context.TODO())
}

func TestWithCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	t.Log(ctx.Err(), ctx.Done() != nil, ctx.Done() == ctx.Done())
	select {
	case <-ctx.Done():
		t.Log("early")
	default:
	}
	cancel()
	cancel()
	_, ok := <-ctx.Done()
	t.Log(ok, ctx.Err(), context.Cause(ctx), errors.Is(ctx.Err(), context.Canceled))
}

func TestCancelReachesDescendants(t *testing.T) {
	root, cancel := context.WithCancel(context.Background())
	child, cancelChild := context.WithCancel(root)
	defer cancelChild()
	grand := context.WithValue(child, key{}, 1)
	other, cancelOther := context.WithCancel(root)
	cancelOther()
	t.Log(root.Err(), child.Err(), other.Err())
	cancel()
	<-grand.Done()
	t.Log(root.Err(), child.Err(), grand.Err())
}

func TestChildDoesNotCancelParent(t *testing.T) {
	root, cancel := context.WithCancel(context.Background())
	defer cancel()
	child, cancelChild := context.WithCancel(root)
	cancelChild()
	t.Log(root.Err(), child.Err())
	late, cancelLate := context.WithCancel(child)
	defer cancelLate()
	t.Log(late.Err())
}

func TestWithTimeout(t *testing.T) {
	start := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), unit)
	defer cancel()
	d, ok := ctx.Deadline()
	t.Log(ok, !d.Before(start.Add(unit)), ctx.Err())
	<-ctx.Done()
	t.Log(ctx.Err(), context.Cause(ctx), time.Since(start) >= unit)
	var te interface{ Timeout() bool }
	t.Log(errors.As(ctx.Err(), &te) && te.Timeout(), ctx.Err() == context.DeadlineExceeded)
}

func TestTimeoutCancelledFirst(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	go cancel()
	<-ctx.Done()
	t.Log(ctx.Err())
}

func TestWithDeadlinePast(t *testing.T) {
	ctx, cancel := context.WithDeadline(context.Background(), time.Now().Add(-unit))
	defer cancel()
	t.Log(ctx.Err())
	zero, cancelZero := context.WithTimeout(context.Background(), 0)
	defer cancelZero()
	<-zero.Done()
	t.Log(zero.Err())
}

func TestEarlierParentDeadlineKept(t *testing.T) {
	parent, cancel := context.WithTimeout(context.Background(), unit)
	defer cancel()
	child, cancelChild := context.WithTimeout(parent, time.Hour)
	defer cancelChild()
	a, _ := parent.Deadline()
	b, ok := child.Deadline()
	t.Log(a.Equal(b), ok)
	<-child.Done()
	t.Log(child.Err(), parent.Err())
}

func TestEarlierChildDeadline(t *testing.T) {
	parent, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	child, cancelChild := context.WithTimeout(parent, unit)
	defer cancelChild()
	<-child.Done()
	t.Log(child.Err(), parent.Err())
}

type key struct{}
type otherKey int

func TestWithValue(t *testing.T) {
	ctx := context.WithValue(context.Background(), key{}, "a")
	ctx = context.WithValue(ctx, otherKey(1), 1)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	inner := context.WithValue(ctx, key{}, "b")
	t.Log(inner.Value(key{}), ctx.Value(key{}), inner.Value(otherKey(1)), inner.Value(otherKey(2)), inner.Value(1))
	v, ok := inner.Value(key{}).(int)
	t.Log(v, ok)
}

func TestWithValuePanics(t *testing.T) {
	try := func(f func()) (r any) {
		defer func() { r = recover() }()
		f()
		return "none"
	}
	var none context.Context
	t.Log(try(func() { _ = context.WithValue(context.Background(), nil, 1) }))
	t.Log(try(func() { _ = context.WithValue(context.Background(), []int{}, 1) }))
	t.Log(try(func() { _ = context.WithValue(none, key{}, 1) }))
	t.Log(try(func() { _, c := context.WithCancel(none); c() }))
}

var errStop = errors.New("stop")

func TestWithCancelCause(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	t.Log(context.Cause(ctx))
	child, cancelChild := context.WithCancel(ctx)
	defer cancelChild()
	cancel(errStop)
	cancel(errors.New("late"))
	t.Log(ctx.Err(), context.Cause(ctx), child.Err(), context.Cause(child))
	other, cancelOther := context.WithCancelCause(context.Background())
	cancelOther(nil)
	t.Log(other.Err(), context.Cause(other))
}

func TestCauseOfFirstCanceller(t *testing.T) {
	parent, cancel := context.WithCancelCause(context.Background())
	child, cancelChild := context.WithCancelCause(parent)
	cancelChild(errStop)
	cancel(errors.New("parent"))
	t.Log(context.Cause(child), "/", context.Cause(parent))
}

func TestWithTimeoutCause(t *testing.T) {
	ctx, cancel := context.WithTimeoutCause(context.Background(), unit, errStop)
	defer cancel()
	<-ctx.Done()
	t.Log(ctx.Err(), context.Cause(ctx))
	early, cancelEarly := context.WithTimeoutCause(context.Background(), time.Hour, errStop)
	cancelEarly()
	t.Log(early.Err(), context.Cause(early))
	dead, cancelDead := context.WithDeadlineCause(context.Background(), time.Now().Add(-1), errStop)
	defer cancelDead()
	t.Log(dead.Err(), context.Cause(dead))
}

func TestWithoutCancel(t *testing.T) {
	parent, cancel := context.WithTimeout(context.WithValue(context.Background(), key{}, "v"), time.Hour)
	ctx := context.WithoutCancel(parent)
	cancel()
	_, ok := ctx.Deadline()
	t.Log(parent.Err(), ctx.Err(), ctx.Done() == nil, ok, ctx.Value(key{}), context.Cause(ctx))
	child, cancelChild := context.WithCancel(ctx)
	t.Log(child.Err(), child.Value(key{}))
	cancelChild()
	t.Log(child.Err())
}

func TestAfterFunc(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := make(chan string)
	stop := context.AfterFunc(ctx, func() { c <- "ran" })
	go cancel()
	t.Log(<-c, stop(), stop())
}

func TestAfterFuncStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	stop := context.AfterFunc(ctx, func() { panic("not stopped") })
	t.Log(stop(), stop())
	cancel()
	t.Log(ctx.Err())
}

func TestAfterFuncOnCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errStop)
	c := make(chan error)
	stop := context.AfterFunc(ctx, func() { c <- context.Cause(ctx) })
	t.Log(<-c, stop())
}

func TestAfterFuncWakesCond(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cond := sync.NewCond(new(sync.Mutex))
	stop := context.AfterFunc(ctx, func() {
		cond.L.Lock()
		defer cond.L.Unlock()
		cond.Broadcast()
	})
	defer stop()
	go cancel()
	cond.L.Lock()
	for ctx.Err() == nil {
		cond.Wait()
	}
	cond.L.Unlock()
	t.Log(ctx.Err())
}
