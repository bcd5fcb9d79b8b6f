// Waiting on the wrong cond: put waits for room on notEmpty, take tells of room
// on notFull. Breaks when the second put comes before the first take.

package cond

import (
	"sync"
	"testing"
)

type oneSlot struct {
	mu                sync.Mutex
	notEmpty, notFull *sync.Cond
	full              bool
}

func newOneSlot() *oneSlot {
	s := &oneSlot{}
	s.notEmpty, s.notFull = sync.NewCond(&s.mu), sync.NewCond(&s.mu)
	return s
}

func (s *oneSlot) put(room *sync.Cond) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.full {
		room.Wait()
	}
	s.full = true
	s.notEmpty.Signal()
}

func (s *oneSlot) take() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for !s.full {
		s.notEmpty.Wait()
	}
	s.full = false
	s.notFull.Signal()
}

func passTwo(t *testing.T, s *oneSlot, room *sync.Cond) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.take()
		s.take()
	}()
	s.put(room)
	s.put(room)
	<-done
	if s.full {
		t.Errorf("the slot is full")
	}
}

// want: deadlock
func TestWrongCondBug(t *testing.T) {
	s := newOneSlot()
	passTwo(t, s, s.notEmpty)
}

func TestWrongCondFixed(t *testing.T) {
	s := newOneSlot()
	passTwo(t, s, s.notFull)
}
