package sched

import (
	"reflect"

	"racekit/grader/explore/step"
)

// shadowOf is what stands behind a channel of any type. It has no place for values yet: who
// knows their type makes it.
func shadowOf(c reflect.Value) *shadow {
	if v := the.table.get(c.UnsafePointer()); v != nil {
		return (*shadow)(v)
	}
	// All channels look alike but for what their buffer is of.
	return &newChannel[struct{}](c.UnsafePointer(), c.Cap()).shadow
}

// LenOf is len(c) for a type parameter that can be a channel, and something else too.
//
//go:norace
func LenOf[C any](c C, expr string) int {
	v := reflect.ValueOf(c)
	switch {
	case v.Kind() == reflect.Pointer: // to an array
		return v.Type().Elem().Len()
	case v.Kind() != reflect.Chan:
		return v.Len()
	case v.IsNil() || the.cur == nil:
		return 0
	}
	return shadowOf(v).len(expr)
}

// CloseOf is close(c) for a type parameter whose channels differ in what they are of.
//
//go:norace
func CloseOf[C any](c C, expr string) {
	if the.cur == nil {
		return
	}
	v := reflect.ValueOf(c)
	if v.IsNil() {
		panic(plainError("close of nil channel"))
	}
	st := shadowOf(v)
	if chanPoint(st, step.ChanClose, expr) {
		st.close()
	}
}
