package context_test

import (
	"errors"
	"fmt"
	"testing"

	real "context"
	realtime "time"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/time"
)

func once(t *testing.T, body func()) {
	t.Helper()
	shimtest.Fine(t)(sched.Run(shimtest.First{}, sched.Options{}, body))
}

func done(ctx context.Context) bool {
	return sched.Select(true, sched.RecvCase(ctx.Done(), "ctx.Done()")) == 0
}

func wait(ctx context.Context) { sched.Recv(ctx.Done(), "ctx.Done()") }

var errWhy = errors.New("why")

func TestTree(t *testing.T) {
	shimtest.Everywhere(t, 1, 1000, func() {
		root, cancel := context.WithCancelCause(context.Background())
		a, cancelA := context.WithCancel(context.WithValue(root, "k", "v"))
		b, cancelB := context.WithTimeout(a, time.Hour)
		free := context.WithoutCancel(b)
		other, cancelOther := context.WithCancel(root)
		assert.Equal(t, "v", free.Value("k"))
		cancelOther()
		assert.True(t, done(other))
		assert.False(t, done(root))
		for _, ctx := range []context.Context{a, b} {
			sched.Go("waits", func() {
				wait(ctx)
				assert.Equal(t, context.Canceled, ctx.Err())
				assert.Equal(t, errWhy, context.Cause(ctx))
			})
		}
		cancel(errWhy)
		assert.True(t, done(b))
		cancel(errors.New("later"))
		cancelA()
		cancelB()
		assert.Equal(t, context.Canceled, context.Cause(other))
		assert.Equal(t, errWhy, context.Cause(b))
		assert.NoError(t, free.Err())
		late, cancelLate := context.WithCancel(b)
		assert.True(t, done(late))
		assert.Equal(t, errWhy, context.Cause(late))
		cancelLate()
	})
}

func TestDeadline(t *testing.T) {
	once(t, func() {
		ctx, cancel := context.WithTimeoutCause(context.Background(), time.Second, errWhy)
		defer cancel()
		child, cancelChild := context.WithDeadline(ctx, time.Now().Add(time.Hour))
		defer cancelChild()
		d, ok := child.Deadline()
		assert.True(t, ok)
		assert.Equal(t, time.Now().Add(time.Second), d)
		wait(child)
		assert.EqualValues(t, time.Second, sched.Peek())
		assert.ErrorIs(t, child.Err(), context.DeadlineExceeded)
		assert.Equal(t, errWhy, context.Cause(child))
		past, cancelPast := context.WithDeadline(context.Background(), time.Now().Add(-1))
		assert.Equal(t, context.DeadlineExceeded, past.Err())
		cancelPast()
		short, cancelShort := context.WithTimeout(context.Background(), time.Second)
		cancelShort()
		time.Sleep(time.Minute)
		assert.Equal(t, context.Canceled, short.Err())
	})
}

// What was done before cancel happens before what is done by those who know of it, by
// the channel or by Err.
func TestOrders(t *testing.T) {
	shimtest.Everywhere(t, 2, 2000, func() {
		var x shimtest.Var
		root, cancel := context.WithCancel(context.Background())
		ctx, cancelChild := context.WithCancel(root)
		sched.Go("waits", func() {
			wait(ctx)
			x.Get()
		})
		sched.Go("asks", func() {
			if ctx.Err() != nil {
				x.Get()
			}
		})
		x.Set(1)
		cancel()
		sched.Go("cancels", cancelChild)
	})
}

func TestTwoCancel(t *testing.T) {
	shimtest.Everywhere(t, 2, 1000, func() {
		root, cancelRoot := context.WithCancel(context.Background())
		a, cancelA := context.WithCancel(root)
		b, cancelB := context.WithCancel(root)
		sched.Go("cancels", func() {
			cancelRoot()
			assert.True(t, done(a) && done(b))
		})
		sched.Go("cancels", func() {
			cancelA()
			assert.True(t, done(a))
		})
		sched.Go("adds", func() {
			c, cancel := context.WithCancel(root)
			wait(c)
			cancel()
		})
		wait(b)
		cancelB()
	})
}

func TestAfterFunc(t *testing.T) {
	ran, stopped := 0, 0
	shimtest.Everywhere(t, 2, 500, func() {
		ctx, cancel := context.WithCancel(context.Background())
		r := 0
		stop := context.AfterFunc(ctx, func() { r++ })
		sched.Go("cancels", cancel)
		if stop() {
			stopped++
			r++
		} else {
			ran++
		}
		assert.False(t, stop())
		sched.WaitRest(sched.Settled)
		assert.Equal(t, 1, r)
	})
	assert.NotZero(t, ran)
	assert.NotZero(t, stopped)
}

// custom is a context that somebody wrote.
type custom struct {
	context.Context
	c   chan struct{}
	err error
}

func (c *custom) Done() <-chan struct{} { return c.c }
func (c *custom) Err() error            { return c.err }

// funcs is one that has a method AfterFunc.
type funcs struct {
	custom
	f func()
}

func (c *funcs) AfterFunc(f func()) func() bool {
	c.f = f
	return func() bool { c.f = nil; return true }
}

func TestCustomParents(t *testing.T) {
	shimtest.Everywhere(t, 1, 500, func() {
		base, cancelBase := context.WithCancel(context.Background())
		p := &custom{Context: base, c: make(chan struct{})}
		ctx, cancel := context.WithCancel(p)
		other, cancelOther := context.WithCancel(p)
		cancelBase()
		assert.False(t, done(ctx), "the channel is another one")
		cancelOther()
		wait(other)
		p.err = errWhy
		sched.Close(p.c, "p.c")
		wait(ctx)
		assert.Equal(t, errWhy, ctx.Err())
		now, cancelNow := context.WithCancel(p)
		assert.True(t, done(now))
		cancel()
		cancelNow()
	})
	once(t, func() {
		p := &funcs{custom: custom{Context: context.Background(), c: make(chan struct{})}}
		ctx, cancel := context.WithCancel(p)
		cancel()
		assert.Error(t, ctx.Err())
		assert.Nil(t, p.f)
		ctx, cancel = context.WithCancel(p)
		p.err = errWhy
		p.f()
		assert.Equal(t, errWhy, ctx.Err())
		assert.Equal(t, 1, sched.Live(), "no goroutine is needed")
		cancel()
	})
}

// A custom parent whose child is never canceled leaves a goroutine behind, as in Go.
func TestForgottenCancel(t *testing.T) {
	r := sched.Run(shimtest.First{}, sched.Options{}, func() {
		_, _ = context.WithCancel(&custom{Context: context.Background(), c: make(chan struct{})})
	})
	assert.Len(t, r.Stuck, 1)
}

func TestStrings(t *testing.T) {
	at := realtime.Date(2000, 1, 1, 0, 0, 1, 0, realtime.UTC)
	once(t, func() {
		type key struct{}
		want := real.WithoutCancel(real.WithValue(real.TODO(), key{}, "v"))
		got := context.WithoutCancel(context.WithValue(context.TODO(), key{}, "v"))
		assert.Equal(t, fmt.Sprint(want), fmt.Sprint(got))
		a, cancelA := real.WithCancel(want)
		b, cancelB := context.WithCancel(got)
		assert.Equal(t, fmt.Sprint(a), fmt.Sprint(b))
		assert.Equal(t, fmt.Sprintf("%T", a), fmt.Sprintf("%T", b))
		cancelA()
		cancelB()
		c, cancelC := context.WithDeadline(context.Background(), at)
		assert.Equal(t, "context.Background.WithDeadline(2000-01-01 00:00:01 +0000 UTC [1s])", fmt.Sprint(c))
		cancelC()
	})
}

func TestMisuse(t *testing.T) {
	once(t, func() {
		//lint:ignore SA1012 that is the misuse
		assert.PanicsWithValue(t, "cannot create context from nil parent", func() { context.WithCancel(nil) })
		assert.PanicsWithValue(t, "nil key", func() { context.WithValue(context.TODO(), nil, 1) })
		assert.PanicsWithValue(t, "key is not comparable", func() { context.WithValue(context.TODO(), []int{}, 1) })
	})
}

func TestRaceBeforeCancel(t *testing.T) {
	shimtest.Races(t, func() {
		var x shimtest.Var
		ctx, cancel := context.WithCancel(context.Background())
		sched.Go("asks", func() {
			ctx.Err()
			x.Get()
		})
		x.Set(1)
		cancel()
	})
}
