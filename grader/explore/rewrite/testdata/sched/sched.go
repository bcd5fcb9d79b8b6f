// Package sched has the functions that rewritten sources call, done natively: a
// rewritten program does with it what the original does.
package sched

import (
	"iter"
	"os"
	"reflect"
)

func Go(name string, f func()) { go f() }

func Send[T any](c chan<- T, expr string) func(T) { return func(v T) { c <- v } }

func Recv[T any](c <-chan T, expr string) T { return <-c }

func Recv2[T any](c <-chan T, expr string) (T, bool) {
	v, ok := <-c
	return v, ok
}

func Range[T any](c <-chan T, expr string) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range c {
			if !yield(v) {
				return
			}
		}
	}
}

func Close[T any](c chan<- T, expr string) { close(c) }

func Len[T any](c <-chan T, expr string) int { return len(c) }

func LenSend[T any](c chan<- T, expr string) int { return len(c) }

func LenOf[C any](c C, expr string) int { return reflect.ValueOf(c).Len() }

func CloseOf[C any](c C, expr string) { reflect.ValueOf(c).Close() }

func Forever() { select {} }

type Case interface {
	reflected() reflect.SelectCase
	received(v reflect.Value, ok bool)
}

type RecvOp[T any] struct {
	V  T
	OK bool
	c  <-chan T
}

func (r *RecvOp[T]) reflected() reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(r.c)}
}

func (r *RecvOp[T]) received(v reflect.Value, ok bool) {
	reflect.ValueOf(&r.V).Elem().Set(v)
	r.OK = ok
}

type SendOp[T any] struct {
	c chan<- T
	v T
}

func (s *SendOp[T]) reflected() reflect.SelectCase {
	return reflect.SelectCase{Dir: reflect.SelectSend, Chan: reflect.ValueOf(s.c), Send: reflect.ValueOf(&s.v).Elem()}
}

func (s *SendOp[T]) received(reflect.Value, bool) {}

func RecvCase[T any](c <-chan T, expr string) *RecvOp[T] { return &RecvOp[T]{c: c} }

func SendCase[T any](c chan<- T, expr string) func(T) *SendOp[T] {
	return func(v T) *SendOp[T] { return &SendOp[T]{c, v} }
}

func Select(hasDefault bool, cases ...Case) int {
	var all []reflect.SelectCase
	for _, c := range cases {
		all = append(all, c.reflected())
	}
	if hasDefault {
		all = append(all, reflect.SelectCase{Dir: reflect.SelectDefault})
	}
	i, v, ok := reflect.Select(all)
	if i == len(cases) {
		return -1
	}
	cases[i].received(v, ok)
	return i
}

func MapRange[M ~map[K]V, K comparable, V any](m M, expr string) iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		for k, v := range m {
			if !yield(k, v) {
				return
			}
		}
	}
}

func RangeOver[T any](c <-chan T, expr string) (next func(*T) bool, v T) {
	return func(p *T) bool {
		v, ok := <-c
		if ok {
			*p = v
		}
		return ok
	}, v
}

func MapOver[M ~map[K]V, K comparable, V any](m M, expr string) (next func(*K, *V) bool, k K, v V) {
	var keys []K
	for k := range m {
		keys = append(keys, k)
	}
	return func(pk *K, pv *V) bool {
		for len(keys) > 0 {
			k := keys[0]
			keys = keys[1:]
			if v, ok := m[k]; ok {
				*pk, *pv = k, v
				return true
			}
		}
		return false
	}, k, v
}

func note(event, expr string) {
	if os.Getenv("STUB_TRACE") != "" {
		println(event, expr)
	}
}

func Rd[T any](p *T, expr string) *T {
	note("read", expr)
	return p
}

func Get[T any](v T) T { return v }

func Wr[T any](p *T, expr string) *T {
	note("write", expr)
	return p
}

func Store[T any](p *T, expr string) func(T) {
	return func(v T) {
		note("write", expr)
		*p = v
	}
}

func RdMap[M ~map[K]V, K comparable, V any](m M, expr string) M {
	note("read map", expr)
	return m
}

func WrMap[M ~map[K]V, K comparable, V any](m M, expr string) M {
	note("write map", expr)
	return m
}

func Uncontrolled(what, where string) { note("uncontrolled", what) }
