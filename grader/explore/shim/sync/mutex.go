// Package sync stands for the standard library's sync in explored programs: the same
// names, the same contracts, under the control of package sched.
package sync

import (
	"sync"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// A Locker can be locked and unlocked. It is the standard library's.
type Locker = sync.Locker

// Mutex is sync.Mutex. Unlock hands over to nobody: whoever comes first has it.
type Mutex struct {
	obj   sched.Object
	token uint64
	held  bool
}

// mutexGate is a Mutex as a sched.Gate, which a Mutex itself is not: types that embed one
// would have a method more.
type mutexGate Mutex

// Open reports whether a step can be taken now.
func (m *mutexGate) Open(step.Kind) bool { return !m.held }

func (m *Mutex) fresh() {
	if m.obj.Stale() {
		m.obj.Named("Mutex")
		m.held = false
	}
}

// Lock is sync.Mutex.Lock.
//
//go:noinline
func (m *Mutex) Lock() {
	m.fresh()
	if sched.PointGate(&m.obj, step.Lock, (*mutexGate)(m)) {
		m.take()
	}
}

func (m *Mutex) take() {
	m.held = true
	m.obj.Held()
	sched.Acquire(&m.token)
}

// TryLock is sync.Mutex.TryLock.
//
//go:noinline
func (m *Mutex) TryLock() bool {
	m.fresh()
	if !sched.Point(&m.obj, step.TryLock) {
		return !sched.Running()
	}
	if m.held {
		sched.Note("false")
		return false
	}
	m.take()
	sched.Note("true")
	return true
}

// Unlock is sync.Mutex.Unlock.
//
//go:noinline
func (m *Mutex) Unlock() {
	m.fresh()
	if !sched.Point(&m.obj, step.Unlock) {
		return
	}
	if !m.held {
		sched.Fatal("sync: unlock of unlocked mutex")
	}
	sched.Release(&m.token)
	m.held = false
	m.obj.Released()
}
