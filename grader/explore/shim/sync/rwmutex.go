package sync

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// RWMutex is sync.RWMutex, with its preference: a writer that waits keeps new readers
// out, and Unlock lets in all readers that wait, whatever writers want.
type RWMutex struct {
	obj sched.Object
	// owned: a writer has it, or waits for the readers to leave.
	owned bool
	// count are the readers that have it or wait for it, leaving those among them that
	// the writer waits for. permits were given to more readers than there were, which
	// only misuse brings about.
	count, leaving, permits int
	writer                  *sched.G
	// readers are those that wait, nil if there were never any. It is a pointer, so that
	// locks can be compared as those of the standard library.
	readers *[]*sched.G
	// readerSem and writerSem are tokens, named for the semaphores that carry the same
	// edges in Go.
	readerSem, writerSem uint64
}

// rwGate is an RWMutex as a sched.Gate, see mutexGate.
type rwGate RWMutex

// Open reports whether a writer can come forward now. Readers arrive at any time, to be
// seen by Unlock: only writers stand before the gate.
func (rw *rwGate) Open(step.Kind) bool { return !rw.owned }

func (rw *RWMutex) fresh() {
	if rw.obj.Stale() {
		*rw = RWMutex{obj: rw.obj}
		rw.obj.Named("RWMutex")
	}
}

// RLock is sync.RWMutex.RLock.
//
//go:noinline
func (rw *RWMutex) RLock() {
	rw.fresh()
	if !sched.Point(&rw.obj, step.RLock) {
		return
	}
	rw.count++
	switch {
	case !rw.owned:
	case rw.permits > 0:
		rw.permits--
	default:
		readers := append(waiting(rw.readers), sched.Current())
		rw.readers = &readers
		sched.Block(&rw.obj, step.RLock)
	}
	rw.entered()
}

func (rw *RWMutex) entered() {
	rw.obj.Held()
	sched.Acquire(&rw.readerSem)
}

// TryRLock is sync.RWMutex.TryRLock.
//
//go:noinline
func (rw *RWMutex) TryRLock() bool {
	rw.fresh()
	if !sched.Point(&rw.obj, step.TryRLock) {
		return !sched.Running()
	}
	if rw.owned {
		sched.Note("false")
		return false
	}
	rw.count++
	rw.entered()
	sched.Note("true")
	return true
}

// RUnlock is sync.RWMutex.RUnlock.
//
//go:noinline
func (rw *RWMutex) RUnlock() {
	rw.fresh()
	if !sched.Point(&rw.obj, step.RUnlock) {
		return
	}
	if rw.count == 0 {
		sched.Fatal("sync: RUnlock of unlocked RWMutex")
	}
	sched.Merge(&rw.writerSem)
	rw.count--
	rw.obj.Released()
	if !rw.owned {
		return
	}
	if rw.leaving--; rw.leaving == 0 && rw.writer != nil {
		g := rw.writer
		rw.writer = nil
		sched.Wake(g)
	}
}

// Lock is sync.RWMutex.Lock.
//
//go:noinline
func (rw *RWMutex) Lock() {
	rw.fresh()
	if !sched.PointGate(&rw.obj, step.Lock, (*rwGate)(rw)) {
		return
	}
	rw.owned = true
	if rw.leaving += rw.count; rw.count != 0 && rw.leaving != 0 {
		rw.writer = sched.Current()
		sched.Block(&rw.obj, step.Lock)
	}
	rw.taken()
}

func (rw *RWMutex) taken() {
	rw.obj.Held()
	sched.Acquire(&rw.readerSem)
	sched.Acquire(&rw.writerSem)
}

// TryLock is sync.RWMutex.TryLock.
//
//go:noinline
func (rw *RWMutex) TryLock() bool {
	rw.fresh()
	if !sched.Point(&rw.obj, step.TryLock) {
		return !sched.Running()
	}
	if rw.owned || rw.count != 0 {
		sched.Note("false")
		return false
	}
	rw.owned = true
	rw.taken()
	sched.Note("true")
	return true
}

// Unlock is sync.RWMutex.Unlock.
//
//go:noinline
func (rw *RWMutex) Unlock() {
	rw.fresh()
	if !sched.Point(&rw.obj, step.Unlock) {
		return
	}
	if !rw.owned {
		sched.Fatal("sync: Unlock of unlocked RWMutex")
	}
	sched.Release(&rw.readerSem)
	rw.owned = false
	rw.obj.Released()
	readers := waiting(rw.readers)
	rw.permits += max(0, rw.count-len(readers))
	for i := range readers {
		if i < rw.count {
			sched.Wake(readers[i])
		}
	}
	if n := min(rw.count, len(readers)); n > 0 {
		readers = readers[n:]
		rw.readers = &readers
	}
}

// RLocker is sync.RWMutex.RLocker.
//
//go:noinline
func (rw *RWMutex) RLocker() Locker { return (*rlocker)(rw) }

type rlocker RWMutex

//go:noinline
func (r *rlocker) Lock() { (*RWMutex)(r).RLock() }

//go:noinline
func (r *rlocker) Unlock() { (*RWMutex)(r).RUnlock() }
