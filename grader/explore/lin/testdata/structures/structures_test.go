// Package structures has structures that are linearizable, each with one that nearly is.
package structures

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"racekit/grader/explore/lin"
)

// stack is Treiber's.
type stack struct{ top atomic.Pointer[node] }

type node struct {
	value string
	next  *node
}

func (s *stack) push(v string) {
	n := &node{value: v}
	for {
		n.next = s.top.Load()
		if s.top.CompareAndSwap(n.next, n) {
			return
		}
	}
}

func (s *stack) pop() string {
	for {
		n := s.top.Load()
		if n == nil {
			return ""
		}
		if s.top.CompareAndSwap(n, n.next) {
			return n.value
		}
	}
}

// hasty pops without looking whether the top is still what it was.
type hasty struct{ stack }

func (s *hasty) pop() string {
	n := s.top.Load()
	if n == nil {
		return ""
	}
	s.top.Store(n.next)
	return n.value
}

// pair is what both kinds of container can do.
type pair interface {
	push(string)
	pop() string
}

// input is a call: push of a value, or pop if there is none.
type input string

func describe(in, out any) string {
	if in == input("") {
		return fmt.Sprintf("pop() -> %q", out)
	}
	return fmt.Sprintf("push(%q)", in)
}

// lifo is the model of a stack whose values are single letters.
var lifo = lin.Model[string]{
	Step: func(s string, in, out any) (bool, string) {
		if in != input("") {
			return true, s + string(in.(input))
		}
		if s == "" {
			return out == "", s
		}
		return out == s[len(s)-1:], s[:len(s)-1]
	},
	Describe: describe,
}

// fifo is that of a queue.
var fifo = lin.Model[string]{
	Step: func(s string, in, out any) (bool, string) {
		if in != input("") {
			return true, s + string(in.(input))
		}
		if s == "" {
			return out == "", s
		}
		return out == s[:1], s[1:]
	},
	Describe: describe,
}

func call(p pair, in input) func() any {
	return func() any {
		if in != "" {
			p.push(string(in))
			return nil
		}
		return p.pop()
	}
}

// clients make the calls of each word at the same time: a letter pushes it, a dot pops.
func clients(t *testing.T, m lin.Model[string], p pair, words ...string) {
	h := lin.New(m)
	var wg sync.WaitGroup
	for _, word := range words {
		c := h.Client()
		wg.Go(func() {
			for letter := range strings.SplitSeq(word, "") {
				in := input(strings.Trim(letter, "."))
				c.Do(in, call(p, in))
			}
		})
	}
	wg.Wait()
	h.Check(t)
}

func TestStackRight(t *testing.T) { clients(t, lifo, new(stack), "a.", "b.") }

func TestStackWrong(t *testing.T) { clients(t, lifo, new(hasty), "a.", "b.") }

// queue is a slice under a lock.
type queue struct {
	mu    sync.Mutex
	items []string
}

func (q *queue) push(v string) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.items = append(q.items, v)
}

func (q *queue) pop() string {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.items) == 0 {
		return ""
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

// peeking looks at the head under the lock, and takes it under the lock, but not under
// one.
type peeking struct{ queue }

func (q *peeking) pop() string {
	v := ""
	q.mu.Lock()
	if len(q.items) > 0 {
		v = q.items[0]
	}
	q.mu.Unlock()
	q.queue.pop()
	return v
}

func TestQueueRight(t *testing.T) { clients(t, fifo, new(queue), "ab", "..") }

func TestQueueWrong(t *testing.T) { clients(t, fifo, new(peeking), "ab.", ".") }

// register holds two numbers that belong together.
type register struct {
	one   atomic.Pointer[[2]int]
	torn  bool
	parts [2]atomic.Int64
}

func (r *register) write(v int) {
	if !r.torn {
		r.one.Store(&[2]int{v, v})
		return
	}
	r.parts[0].Store(int64(v))
	r.parts[1].Store(int64(v))
}

func (r *register) read() [2]int {
	if r.torn {
		return [2]int{int(r.parts[0].Load()), int(r.parts[1].Load())}
	}
	if v := r.one.Load(); v != nil {
		return *v
	}
	return [2]int{}
}

// latest is the model of a register: an input is what to write, or nil to read.
var latest = lin.Model[[2]int]{
	Step: func(s [2]int, in, out any) (bool, [2]int) {
		if v, ok := in.(int); ok {
			return true, [2]int{v, v}
		}
		return out == s, s
	},
}

func readers(t *testing.T, r *register) {
	h := lin.New(latest)
	w, c := h.Client(), h.Client()
	var wg sync.WaitGroup
	wg.Go(func() {
		for v := range 2 {
			w.Do(v+1, func() any { r.write(v + 1); return nil })
		}
	})
	wg.Go(func() { c.Do(nil, func() any { return r.read() }) })
	wg.Wait()
	h.Check(t)
}

func TestRegisterRight(t *testing.T) { readers(t, new(register)) }

func TestRegisterWrong(t *testing.T) { readers(t, &register{torn: true}) }
