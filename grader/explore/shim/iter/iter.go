// Package iter stands for the standard library's iter in explored programs. Its coroutines
// are the real ones; those that nobody stops are counted.
package iter

import (
	"iter"

	"racekit/grader/explore/sched"
)

// Seq is iter.Seq.
type Seq[V any] = iter.Seq[V]

// Seq2 is iter.Seq2.
type Seq2[K, V any] = iter.Seq2[K, V]

// Pull is iter.Pull.
//
//go:norace
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := sched.OpenPull()
	next, end := iter.Pull(func(yield func(V) bool) {
		defer p.Close()
		seq(yield)
	})
	return next, closing(p, end)
}

// Pull2 is iter.Pull2.
//
//go:norace
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := sched.OpenPull()
	next, end := iter.Pull2(func(yield func(K, V) bool) {
		defer p.Close()
		seq(yield)
	})
	return next, closing(p, end)
}

// closing is stop, and takes down that it was called.
//
//go:noinline
func closing(p *sched.Pull, stop func()) func() {
	return func() {
		p.Close()
		stop()
	}
}
