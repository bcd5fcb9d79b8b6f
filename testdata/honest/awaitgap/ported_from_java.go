package awaitgap

import (
	"sync"
	"sync/atomic"
)

// Store holds a number for each key. Its methods are called by tasks of its loop. Make
// one with New.
type Store struct {
	loop *Loop
	// ConcurrentHashMap<String, Entry>. One thread would not need it, but it is what I
	// have always used.
	entries sync.Map
}

// entry is a number with a ticket lock, as at the counter of a cheese shop.
type entry struct {
	number atomic.Int64

	mutex      sync.Mutex // short: never held while a task waits
	nextTicket int
	nowServing int
	gates      map[int]*Future // those who wait, by their tickets
}

// New returns a store whose numbers are all 0, for the tasks of loop.
func New(loop *Loop) *Store {
	return &Store{loop: loop}
}

// entryFor is computeIfAbsent.
func (s *Store) entryFor(key string) *entry {
	if e, ok := s.entries.Load(key); ok {
		return e.(*entry)
	}
	e, _ := s.entries.LoadOrStore(key, &entry{gates: make(map[int]*Future)})
	return e.(*entry)
}

// Get returns the number at key, as the last update that is done has left it.
func (s *Store) Get(key string) int {
	return int(s.entryFor(key).number.Load())
}

// Update replaces the number at key by what change makes of it.
func (s *Store) Update(t *Task, key string, change func(old int) (int, error)) error {
	e := s.entryFor(key)
	if gate := e.drawTicket(s.loop); gate != nil {
		t.Await(gate)
	}
	defer e.callNext() // finally

	value, err := change(int(e.number.Load()))
	if err != nil {
		return err
	}
	e.number.Store(int64(value))
	return nil
}

// drawTicket returns the gate to wait at, or nil if it is our turn at once.
func (e *entry) drawTicket(loop *Loop) *Future {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	ticket := e.nextTicket
	e.nextTicket++
	if ticket == e.nowServing {
		return nil
	}
	gate := loop.NewFuture()
	e.gates[ticket] = gate
	return gate
}

func (e *entry) callNext() {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	e.nowServing++
	if gate, ok := e.gates[e.nowServing]; ok {
		delete(e.gates, e.nowServing)
		gate.Resolve()
	}
}
