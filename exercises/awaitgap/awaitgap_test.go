package awaitgap_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"racekit/exercises/awaitgap"

	"racekit/grader/harness"
)

// Ten tasks add one, twice each, and every time they wait for something in the middle.
// All is counted, in whatever order they go on.
func TestNoUpdateIsLost(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := awaitgap.NewLoop()
		store := awaitgap.New(loop)
		tasks := r.Size(10, 3)
		var saved []*awaitgap.Future
		for range tasks {
			first, second := loop.NewFuture(), loop.NewFuture()
			saved = append(saved, first, second)
			loop.Go(func(task *awaitgap.Task) {
				for _, f := range []*awaitgap.Future{first, second} {
					err := store.Update(task, "visitors", func(old int) (int, error) {
						task.Await(f)
						task.Yield()
						return old + 1, nil
					})
					if err != nil {
						r.Errorf("Update() = %v; want nil", err)
					}
				}
			})
		}
		r.Rand().Shuffle(len(saved), func(i, j int) { saved[i], saved[j] = saved[j], saved[i] })
		loop.Go(func(disk *awaitgap.Task) {
			for _, f := range saved {
				f.Resolve()
				disk.Yield()
			}
		})
		r.Go("loop", loop.Run)
		r.Join()
		if n := store.Get("visitors"); n != 2*tasks {
			r.Errorf("%d updates add 1: Get() = %d", 2*tasks, n)
		}

		// Whoever is overtaken again and again is not forgotten.
		others := r.Size(200, 3)
		loop.Go(func(task *awaitgap.Task) {
			err := store.Update(task, "likes", func(old int) (int, error) {
				task.Yield()
				return old + 1, nil
			})
			if err != nil {
				r.Errorf("Update() = %v; want nil", err)
			}
		})
		loop.Go(func(task *awaitgap.Task) {
			for range others {
				_ = store.Update(task, "likes", func(old int) (int, error) { return old + 1, nil })
				task.Yield()
			}
		})
		r.Go("loop", loop.Run)
		r.Join()
		if n := store.Get("likes"); n != others+1 {
			r.Errorf("%d updates add 1: Get() = %d", others+1, n)
		}
	})
}

// A change is not just something to be added: what it made of one number must not
// become a part of another.
func TestChangeReplacesWhatItSaw(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := awaitgap.NewLoop()
		store := awaitgap.New(loop)
		for _, digit := range []int{1, 2} {
			loop.Go(func(task *awaitgap.Task) {
				_ = store.Update(task, "digits", func(old int) (int, error) {
					task.Yield()
					return 10*old + digit, nil
				})
			})
		}
		r.Go("loop", loop.Run)
		r.Join()
		if n := store.Get("digits"); n != 12 && n != 21 {
			r.Errorf("one appends the digit 1, one the digit 2: Get() = %d; want 12 or 21", n)
		}
	})
}

// While one update waits for the world, and another for the first, the loop runs other
// tasks. Where there are none it rests.
func TestLoopStaysFree(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := awaitgap.NewLoop()
		store := awaitgap.New(loop)
		saved := loop.NewFuture()
		for range 2 {
			loop.Go(func(task *awaitgap.Task) {
				_ = store.Update(task, "visitors", func(old int) (int, error) {
					task.Await(saved)
					return old + 1, nil
				})
			})
		}
		var seen atomic.Int32
		seen.Store(-1)
		loop.Go(func(task *awaitgap.Task) {
			task.Yield()
			seen.Store(int32(store.Get("visitors")))
		})
		r.Go("loop", loop.Run)
		r.Open()
		r.Settle() // both updates wait, and the loop rests
		if n := seen.Load(); n != 0 {
			r.Errorf("another task, during the updates: Get() = %d; want 0 (-1: it had no turn)", n)
		}
		saved.Resolve()
		r.Join()
		if n := store.Get("visitors"); n != 2 {
			r.Errorf("2 updates add 1: Get() = %d", n)
		}
	})
}

// An update of one key does not wait for one of another.
func TestOtherKeysGoOn(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := awaitgap.NewLoop()
		store := awaitgap.New(loop)
		saved := loop.NewFuture()
		loop.Go(func(task *awaitgap.Task) {
			_ = store.Update(task, "slow", func(old int) (int, error) {
				task.Await(saved)
				return old + 1, nil
			})
		})
		var done atomic.Int32
		for range 2 {
			loop.Go(func(task *awaitgap.Task) {
				_ = store.Update(task, "fast", func(old int) (int, error) {
					task.Yield()
					return old + 1, nil
				})
				done.Add(1)
			})
		}
		r.Go("loop", loop.Run)
		r.Open()
		r.Settle() // who can go on has done so
		if n := done.Load(); n != 2 {
			r.Errorf("during an update of another key: %d updates done; want 2", n)
		}
		saved.Resolve()
		r.Join()
		if slow, fast := store.Get("slow"), store.Get("fast"); slow != 1 || fast != 2 {
			r.Errorf("afterwards: Get() = %d, %d; want 1, 2", slow, fast)
		}
	})
}

// A change that fails changes nothing, its error comes back, and whoever waits for that
// key goes on.
func TestFailedChange(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := awaitgap.NewLoop()
		store := awaitgap.New(loop)
		loop.Go(func(task *awaitgap.Task) {
			failed := false
			err := store.Update(task, "visitors", func(old int) (int, error) {
				task.Yield()
				if failed {
					return old + 100, nil // it would be well now, but nobody should ask
				}
				failed = true
				return old + 100, errFull
			})
			if !errors.Is(err, errFull) {
				r.Errorf("a change that fails: Update() = %v; want %v", err, errFull)
			}
		})
		loop.Go(func(task *awaitgap.Task) {
			for range 2 {
				err := store.Update(task, "visitors", func(old int) (int, error) {
					task.Yield()
					task.Yield()
					return old + 1, nil
				})
				if err != nil {
					r.Errorf("after a change that failed: Update() = %v; want nil", err)
				}
			}
		})
		for turns := range 4 { // so as to come wherever the others are on their way
			loop.Go(func(task *awaitgap.Task) {
				for range turns {
					task.Yield()
				}
				_ = store.Update(task, "visitors", func(old int) (int, error) { return old + 1, nil })
			})
		}
		loop.Go(func(task *awaitgap.Task) {
			for range 8 {
				if n := store.Get("visitors"); n >= 100 {
					r.Errorf("during a change that fails: Get() = %d; want what was there before", n)
				}
				task.Yield()
			}
		})
		r.Go("loop", loop.Run)
		r.Join()
		if n := store.Get("visitors"); n != 6 {
			r.Errorf("6 updates add 1, and one fails: Get() = %d", n)
		}
	})
}

var errFull = errors.New("the disk is full")
