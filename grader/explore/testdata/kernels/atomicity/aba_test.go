// ABA on a lock-free stack: pop swaps head from the node it saw to the node it
// saw behind it. Breaks when, in between, the other goroutine pops both nodes
// and pushes the first again: the swap succeeds, and the node the other one
// holds is back on the stack. The right one counts its swaps in the head word.

package atomicity

import (
	"sync/atomic"
	"testing"
)

type abaStack struct {
	head atomic.Int64 // count<<8 | node+1
	next [2]atomic.Int64
	step int64
}

func newABAStack(step int64) *abaStack {
	s := &abaStack{step: step << 8}
	s.head.Store(1)
	s.next[0].Store(2)
	return s
}

func (s *abaStack) swap(old, node int64) bool {
	return s.head.CompareAndSwap(old, old&^255+s.step|node)
}

func (s *abaStack) pop() int64 {
	for {
		h := s.head.Load()
		if h&255 == 0 {
			return -1
		}
		if n := h&255 - 1; s.swap(h, s.next[n].Load()) {
			return n
		}
	}
}

func (s *abaStack) push(n int64) {
	for {
		h := s.head.Load()
		s.next[n].Store(h & 255)
		if s.swap(h, n+1) {
			return
		}
	}
}

func abaPops(t *testing.T, s *abaStack) {
	held := make(chan int64, 1)
	go func() {
		x := s.pop()
		y := s.pop()
		s.push(x)
		held <- y
	}()
	var seen [2]int
	if x := s.pop(); x >= 0 {
		seen[x]++
	}
	if y := <-held; y >= 0 {
		seen[y]++
	}
	for n := s.pop(); n >= 0; n = s.pop() {
		seen[n]++
	}
	if seen != [2]int{1, 1} {
		t.Errorf("times each node was had: %v", seen)
	}
}

// want: wrong result
func TestABABug(t *testing.T) { abaPops(t, newABAStack(0)) }

func TestABAFixed(t *testing.T) { abaPops(t, newABAStack(1)) }
