package testing

import (
	"errors"
	"time"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// T is testing.T.
type T struct {
	common
	parallel     bool
	denyParallel bool
	up           *T
	naming       sched.Object

	// sub are the parallel subtests, which begin when barrier opens.
	sub     []*T
	barrier sched.Latch
	// settled opens when the test is over or has become parallel, ended when it is over.
	settled, ended sched.Latch
	// abort: a subtest has ended its parent, whose Run must not return.
	abort bool
}

// Run executes f as the test called name, in the goroutine that calls it, which is the
// first of a schedule: with subtests, cleanups, and the removal of temporary files.
func Run(name string, f func(*T)) {
	Restore()
	t := &T{common: common{name: name, root: &root{}}}
	t.latches()
	t.run(f)
}

func (t *T) latches() {
	t.barrier.Named("t.Parallel").Add(1)
	t.settled.Named("t.Run").Add(1)
	t.ended.Named("t.Run").Add(1)
}

// run executes the test's function and what comes after it, in this goroutine.
func (t *T) run(f func(*T)) {
	// Each of them is called also if the one before is cut off by FailNow or a panic.
	defer t.complete()
	defer t.clean()
	defer t.conclude()
	t.g = sched.Current()
	f(t)
	t.finished = true
}

var errGoexit = errors.New("test executed panic(nil) or runtime.Goexit")

// conclude judges how the function ended, and lets its parallel subtests run.
func (t *T) conclude() {
	v := recover()
	if unheard() {
		return
	}
	if v == nil && !t.finished {
		v = errGoexit
		for p := t.up; p != nil; p = p.up {
			if !p.finished {
				continue
			}
			v, t.abort = nil, true
			if !t.parallel {
				t.wrong(errGoexit.Error() + ": subtest may have called FailNow on a parent test")
			}
			break
		}
	}
	if v != nil {
		t.dies(v)
		return
	}
	if len(t.sub) > 0 {
		t.barrier.Done()
		for i := range t.sub {
			t.sub[i].ended.Wait()
		}
	}
}

// dies takes down that the test panicked, for which the process dies.
func (t *T) dies(v any) {
	sched.NotePanic(v)
	t.panicked = true
	for p := &t.common; p != nil; p = p.parent {
		p.failed = true
	}
}

// clean runs the cleanups. Those of a test that panicked, or is being unwound, cannot
// make things worse.
func (t *T) clean() {
	if unheard() || t.panicked {
		defer func() { _ = recover() }()
	}
	t.runCleanups()
}

// complete says that the test is over.
func (t *T) complete() {
	v := recover()
	if unheard() {
		return
	}
	if v != nil {
		t.dies(v)
	}
	if t.panicked {
		sched.Stop()
	}
	t.flush()
	sched.Point(t.life.Named("test"), step.AtomicStore)
	t.done = true
	t.ended.Done()
	if !t.parallel {
		t.settled.Done()
	}
}

// Run is testing.T.Run.
//
//go:noinline
func (t *T) Run(name string, f func(t *T)) bool {
	if t.isSynctest {
		panic("testing: t.Run called inside synctest bubble")
	}
	if t.cleaning {
		panic("testing: t.Run called during t.Cleanup")
	}
	sched.Point(t.naming.Named("subtests"), step.AtomicAdd)
	sub := &T{up: t, common: common{
		name: t.root.unique(t.name, rewrite(name)), root: t.root, parent: &t.common, creator: sched.Stack(),
	}}
	return sub.start(f)
}

// start runs a subtest on a goroutine of its own, and returns when it is over or has
// become parallel.
func (t *T) start(f func(*T)) bool {
	t.latches()
	sched.Go(t.name, func() { t.run(f) })
	t.settled.Wait()
	if t.abort {
		sched.Goexit()
	}
	return !t.failed
}

// Bubble runs f for synctest.Test, and returns when it and all goroutines that were
// started meanwhile have ended.
func Bubble(t *T, f func(*T)) bool {
	if t.cleaning {
		panic("testing: synctest.Run called during t.Cleanup")
	}
	if t.isSynctest {
		panic("synctest.Run called from within a synctest bubble")
	}
	sub := &T{up: t, common: common{
		name: t.name, root: t.root, parent: &t.common, creator: sched.Stack(), isSynctest: true,
	}}
	sub.latches()
	g := sched.Go(t.name, func() { sub.run(f) })
	sched.WaitFamily(g)
	if sub.abort {
		sched.Goexit()
	}
	return !sub.failed
}

const parallelConflict = `testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel`

// Parallel is testing.T.Parallel. It has no effect on a test that is no subtest: there is
// no other.
//
//go:noinline
func (t *T) Parallel() {
	if t.parallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.isSynctest {
		panic("testing: t.Parallel called inside synctest bubble")
	}
	if t.denyParallel {
		panic(parallelConflict)
	}
	t.parallel = true
	if t.up == nil {
		return
	}
	t.up.sub = append(t.up.sub, t)
	t.settled.Done()
	t.up.barrier.Wait()
}

func (t *T) checkParallel() {
	for p := t; p != nil; p = p.up {
		if p.parallel {
			panic(parallelConflict)
		}
	}
	t.denyParallel = true
}

// Setenv is testing.T.Setenv.
//
//go:noinline
func (t *T) Setenv(key, value string) {
	t.checkParallel()
	t.common.Setenv(key, value)
}

// Chdir is testing.T.Chdir.
//
//go:noinline
func (t *T) Chdir(dir string) {
	t.checkParallel()
	t.common.Chdir(dir)
}

// Deadline is testing.T.Deadline: there is none.
//
//go:noinline
func (t *T) Deadline() (deadline time.Time, ok bool) {
	if t.isSynctest {
		panic("testing: t.Deadline called inside synctest bubble")
	}
	return time.Time{}, false
}
