package sync

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// WaitGroup is sync.WaitGroup. Whoever waits is let go when the counter becomes zero, and
// panics, as in Go, if the group is in use again by the time it goes on.
type WaitGroup struct {
	obj   sched.Object
	count int32
	// waiters is nil if nobody waits. It is a pointer, so that a WaitGroup can be compared as
	// that of the standard library.
	waiters *[]*sched.G
	token   uint64
	// sema is where the race detector is shown that the first Add and the first Wait
	// must be ordered.
	sema uint32
}

func (wg *WaitGroup) fresh() {
	if wg.obj.Stale() {
		wg.obj.Named("WaitGroup")
		wg.count, wg.waiters = 0, nil
	}
}

// Add is sync.WaitGroup.Add.
//
//go:noinline
func (wg *WaitGroup) Add(delta int) {
	wg.fresh()
	if !sched.Point(&wg.obj, step.GroupAdd) {
		if !sched.Running() {
			wg.count += int32(delta)
		}
		return
	}
	if delta < 0 {
		sched.Merge(&wg.token)
	}
	wg.count += int32(delta)
	if sched.RecordingOn() {
		sched.Value(wg.count)
	}
	if delta > 0 && wg.count == int32(delta) {
		sched.MarkRead(&wg.sema)
	}
	if wg.count < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if wg.count > 0 {
		return
	}
	waiters := waiting(wg.waiters)
	wg.waiters = nil
	for _, g := range waiters {
		sched.Wake(g)
	}
}

// Done is sync.WaitGroup.Done.
//
//go:noinline
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait is sync.WaitGroup.Wait.
//
//go:noinline
func (wg *WaitGroup) Wait() {
	wg.fresh()
	if !sched.Point(&wg.obj, step.GroupWait) {
		return
	}
	if wg.count == 0 {
		sched.Acquire(&wg.token)
		return
	}
	if wg.waiters == nil {
		sched.MarkWrite(&wg.sema)
	}
	waiters := append(waiting(wg.waiters), sched.Current())
	wg.waiters = &waiters
	sched.Block(&wg.obj, step.GroupWait)
	sched.Acquire(&wg.token)
	if wg.count != 0 || wg.waiters != nil {
		panic("sync: WaitGroup is reused before previous Wait has returned")
	}
}

// Go is sync.WaitGroup.Go.
//
//go:noinline
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	sched.Go(sched.FuncName(f), func() {
		defer func() {
			if x := recover(); x != nil {
				// The program ends here: Done would let others see what f left behind.
				panic(x)
			}
			wg.Done()
		}()
		f()
	})
}
