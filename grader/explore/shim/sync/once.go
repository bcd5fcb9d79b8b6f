package sync

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Once is sync.Once.
type Once struct {
	obj           sched.Object
	done, running bool
	token         uint64
}

// onceGate is a Once as a sched.Gate, see mutexGate.
type onceGate Once

// Open reports whether a step can be taken now: not while the first call runs.
func (o *onceGate) Open(step.Kind) bool { return !o.running }

// Do is sync.Once.Do.
//
//go:noinline
func (o *Once) Do(f func()) {
	if o.obj.Stale() {
		o.obj.Named("Once")
		o.running = false
	}
	if !sched.PointGate(&o.obj, step.Once, (*onceGate)(o)) && (sched.Running() || o.running) {
		return
	}
	if o.done {
		sched.Acquire(&o.token)
		return
	}
	o.running = true
	o.obj.Held()
	defer o.finish()
	f()
}

// finish opens the gate. A call that ends by a panic counts as well, but not one that is
// unwound because the schedule has ended.
func (o *Once) finish() {
	if sched.Dying() {
		return
	}
	o.running, o.done = false, true
	o.obj.Released()
	sched.Release(&o.token)
}

// lazy is what the functions that OnceFunc and the like return have in common.
type lazy struct {
	once  Once
	valid bool
	p     any
}

// do calls f once. If f panics, so does every call.
//
//go:noinline
func (l *lazy) do(f func()) {
	l.once.Do(func() {
		defer func() {
			l.p = recover()
			if !l.valid && !sched.Dying() {
				// From here, so that the traceback goes to where f panicked.
				panic(l.p)
			}
		}()
		f()
		l.valid = true
	})
	if !l.valid && !sched.Dying() {
		panic(l.p)
	}
}

// OnceFunc is sync.OnceFunc.
//
//go:noinline
func OnceFunc(f func()) func() {
	l := new(lazy)
	return func() {
		l.do(func() {
			g := f
			f = nil
			g()
		})
	}
}

// OnceValue is sync.OnceValue.
//
//go:norace
func OnceValue[T any](f func() T) func() T {
	l := new(lazy)
	var result T
	return func() T {
		l.do(func() {
			g := f
			f = nil
			result = g()
		})
		return result
	}
}

// OnceValues is sync.OnceValues.
//
//go:norace
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	l := new(lazy)
	var r1 T1
	var r2 T2
	return func() (T1, T2) {
		l.do(func() {
			g := f
			f = nil
			r1, r2 = g()
		})
		return r1, r2
	}
}
