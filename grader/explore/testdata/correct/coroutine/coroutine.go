// Package coroutine does with iter.Pull what otherwise takes goroutines and
// channels: merging, comparing trees, and a round robin of tasks.
package coroutine

import "iter"

// Merge yields the values of two ascending sequences in ascending order.
func Merge(a, b iter.Seq[int]) iter.Seq[int] {
	return func(yield func(int) bool) {
		nextB, stop := iter.Pull(b)
		defer stop()
		vb, ok := nextB()
		for va := range a {
			for ok && vb < va {
				if !yield(vb) {
					return
				}
				vb, ok = nextB()
			}
			if !yield(va) {
				return
			}
		}
		for ok && yield(vb) {
			vb, ok = nextB()
		}
	}
}

// FromChan yields what is received from c until it is closed.
func FromChan[T any](c <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range c {
			if !yield(v) {
				return
			}
		}
	}
}

// Tree is a binary tree.
type Tree struct {
	Left, Right *Tree
	Value       int
}

// All yields the values from left to right.
func (t *Tree) All() iter.Seq[int] {
	return func(yield func(int) bool) { t.push(yield) }
}

func (t *Tree) push(yield func(int) bool) bool {
	return t == nil || t.Left.push(yield) && yield(t.Value) && t.Right.push(yield)
}

// Same tells whether two trees have the same values in the same order.
func Same(a, b *Tree) bool {
	nextA, stopA := iter.Pull(a.All())
	defer stopA()
	nextB, stopB := iter.Pull(b.All())
	defer stopB()
	for {
		va, okA := nextA()
		vb, okB := nextB()
		if va != vb || okA != okB {
			return false
		}
		if !okA {
			return true
		}
	}
}

// RoundRobin runs tasks in turn, each up to its next yield, until all have
// ended, and returns what they yielded.
func RoundRobin(tasks ...iter.Seq[string]) (trace []string) {
	var ready []func() (string, bool)
	for _, task := range tasks {
		next, stop := iter.Pull(task)
		defer stop()
		ready = append(ready, next)
	}
	for len(ready) > 0 {
		next := ready[0]
		ready = ready[1:]
		if s, ok := next(); ok {
			trace = append(trace, s)
			ready = append(ready, next)
		}
	}
	return trace
}
