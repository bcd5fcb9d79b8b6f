package context

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/shim/time"
	"racekit/grader/explore/step"
)

// WithDeadline is context.WithDeadline.
//
//go:noinline
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is context.WithDeadlineCause.
//
//go:noinline
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	mustParent(parent)
	if cur, ok := parent.Deadline(); ok && cur.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{deadline: d}
	c.follow(parent, c)
	left := time.Until(d)
	if left <= 0 {
		c.cancel(true, DeadlineExceeded, cause)
		return c, func() { c.cancel(false, Canceled, nil) }
	}
	if sched.TimerPoint(step.TimerStart) && c.err == nil {
		c.timer = sched.NewTimer(func() {
			sched.GoTimer("context.WithDeadline", c.timer, func() { c.cancel(true, DeadlineExceeded, cause) })
		})
		c.timer.Start(int64(left))
	}
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithTimeout is context.WithTimeout.
//
//go:noinline
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), nil)
}

// WithTimeoutCause is context.WithTimeoutCause.
//
//go:noinline
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// timerCtx is canceled when its deadline is reached.
type timerCtx struct {
	cancelCtx

	timer    *sched.Timer
	deadline time.Time
}

// Deadline implements Context.
func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

// String is what it prints as.
func (c *timerCtx) String() string {
	return contextName(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}

func (c *timerCtx) cancel(removeFromParent bool, err, cause error) {
	c.cancelCtx.cancel(false, err, cause)
	if removeFromParent {
		removeChild(c.Context, c)
	}
	if c.timer != nil {
		c.timer.Stop()
	}
}

// AfterFunc is context.AfterFunc.
//
//go:noinline
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	a := &afterFuncCtx{f: f}
	a.follow(ctx, a)
	return func() bool {
		stopped := false
		a.once.Do(func() { stopped = true })
		if stopped {
			a.cancel(true, Canceled, nil)
		}
		return stopped
	}
}

// afterFuncCtx calls a function on a goroutine of its own when it is canceled.
type afterFuncCtx struct {
	cancelCtx

	// once either starts f or keeps it from running.
	once sync.Once
	f    func()
}

func (a *afterFuncCtx) cancel(removeFromParent bool, err, cause error) {
	a.cancelCtx.cancel(false, err, cause)
	if removeFromParent {
		removeChild(a.Context, a)
	}
	a.once.Do(func() { sched.Go(sched.FuncName(a.f), a.f) })
}
