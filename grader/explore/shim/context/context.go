// Package context stands for the standard library's context in explored programs. It does
// what the original does, with deadlines on the virtual clock.
package context

import (
	"context"
	"reflect"

	"racekit/grader/explore/shim/time"
)

// These are the real ones.
type (
	Context         = context.Context
	CancelFunc      = context.CancelFunc
	CancelCauseFunc = context.CancelCauseFunc
)

// Canceled is context.Canceled.
var Canceled = context.Canceled

// DeadlineExceeded is context.DeadlineExceeded.
var DeadlineExceeded = context.DeadlineExceeded

// Background is context.Background.
//
//go:noinline
func Background() Context { return context.Background() }

// TODO is context.TODO.
//
//go:noinline
func TODO() Context { return context.TODO() }

// WithCancel is context.WithCancel.
//
//go:noinline
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := withCancel(parent)
	return c, func() { c.cancel(true, Canceled, nil) }
}

// WithCancelCause is context.WithCancelCause.
//
//go:noinline
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := withCancel(parent)
	return c, func(cause error) { c.cancel(true, Canceled, cause) }
}

func withCancel(parent Context) *cancelCtx {
	mustParent(parent)
	c := new(cancelCtx)
	c.follow(parent, c)
	return c
}

func mustParent(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// Cause is context.Cause.
//
//go:noinline
func Cause(c Context) error {
	err := c.Err()
	if err == nil {
		return nil
	}
	if cc, ok := c.Value(&cancelCtxKey).(*cancelCtx); ok && cc.cause != nil {
		return cc.cause
	}
	return err
}

// WithoutCancel is context.WithoutCancel.
//
//go:noinline
func WithoutCancel(parent Context) Context {
	mustParent(parent)
	return withoutCancelCtx{parent}
}

type withoutCancelCtx struct{ c Context }

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return deadline, false }
func (withoutCancelCtx) Done() <-chan struct{}                   { return nil }
func (withoutCancelCtx) Err() error                              { return nil }
func (c withoutCancelCtx) Value(key any) any                     { return value(c, key) }
func (c withoutCancelCtx) String() string                        { return contextName(c.c) + ".WithoutCancel" }

// WithValue is context.WithValue.
//
//go:noinline
func WithValue(parent Context, key, val any) Context {
	mustParent(parent)
	if key == nil {
		panic("nil key")
	}
	if !reflect.TypeOf(key).Comparable() {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any { return value(c, key) }

func (c *valueCtx) String() string {
	return contextName(c.Context) + ".WithValue(" + stringify(c.key) + ", " + stringify(c.val) + ")"
}

// value looks key up from c upwards. It is a loop, for chains of contexts can be long.
func value(c Context, key any) any {
	for {
		switch ctx := c.(type) {
		case *valueCtx:
			if key == ctx.key {
				return ctx.val
			}
			c = ctx.Context
		case *cancelCtx:
			if key == &cancelCtxKey {
				return ctx
			}
			c = ctx.Context
		case *timerCtx:
			if key == &cancelCtxKey {
				return &ctx.cancelCtx
			}
			c = ctx.Context
		case withoutCancelCtx:
			if key == &cancelCtxKey {
				return nil
			}
			c = ctx.c
		default:
			return c.Value(key)
		}
	}
}

type stringer interface{ String() string }

func contextName(c Context) string {
	if s, ok := c.(stringer); ok {
		return s.String()
	}
	return reflect.TypeOf(c).String()
}

// stringify describes a value as package context does, which avoids package fmt.
func stringify(v any) string {
	switch s := v.(type) {
	case stringer:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return reflect.TypeOf(v).String()
}
