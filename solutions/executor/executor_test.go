package executor_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"racekit/grader/harness"

	"racekit/solutions/executor"
)

// As many tasks run together as there are workers, and no more.
func TestWorkersAreTheBound(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		workers := r.Size(3, 2)
		tasks := 2 * workers
		e := executor.New[int](workers, tasks)
		together := r.Witness(workers)
		release := make(chan struct{})
		var started atomic.Int32
		futures := make([]*executor.Future[int], tasks)
		for i := range futures {
			futures[i] = submit(r, e, func() (int, error) {
				started.Add(1)
				if together.Arrive() {
					<-release
				}
				return 0, nil
			})
		}
		r.Settle() // who can start has started
		if n := int(started.Load()); together.Max() == workers && n != workers {
			r.Errorf("tasks that started: %d; workers: %d", n, workers)
		}
		close(release)
		for _, f := range futures {
			f.Result()
		}
		e.Shutdown()
	})
}

// Tasks start in the order in which they were submitted, and each future gets the value
// and the error of its own task.
func TestResultsByFuture(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		errs := []error{nil, errBroken, nil, errOther}[:r.Size(4, 3)]
		e := executor.New[int](1, 1)
		r.Settle() // the worker rests
		release := make(chan struct{})
		var started atomic.Int32
		futures := make([]*executor.Future[int], len(errs))
		r.Go("submit", func() {
			for i, err := range errs {
				futures[i] = submit(r, e, func() (int, error) {
					turn := started.Add(1)
					<-release
					return int(turn), err
				})
			}
		})
		r.Open()
		r.Settle() // the first task runs, the second is in the queue, and the third is not accepted yet
		if n := started.Load(); n != 1 {
			r.Errorf("1 worker: tasks that started: %d; want 1", n)
		}
		close(release)
		r.Join()
		if futures[len(futures)-1] == nil { // one was not accepted, as was reported
			e.Shutdown()
			return
		}
		for i, f := range futures {
			if turn, err := f.Result(); turn != i+1 || err != errs[i] {
				r.Errorf("task %d of 1 worker: Result() = turn %d, error %v; want turn %d, error %v", i+1, turn, err, i+1, errs[i])
			}
		}
		e.Shutdown()
	})
}

// Two workers and a queue of one take three tasks. The next Submit blocks until a task
// has ended, and only one gets in then.
func TestQueueIsBounded(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		e := executor.New[int](2, 1)
		end := make(chan struct{})
		var accepted, ended atomic.Int32
		r.Go("submit five", func() {
			for range 5 {
				submit(r, e, func() (int, error) {
					<-end
					ended.Add(1)
					return 0, nil
				})
				accepted.Add(1)
			}
		})
		r.Open()
		r.Settle()
		if n := accepted.Load(); n != 3 {
			r.Errorf("2 workers, queue of 1: tasks accepted while none has ended: %d; want 3", n)
		}
		end <- struct{}{}
		r.Settle()
		if n := accepted.Load(); n != 4 {
			r.Errorf("2 workers, queue of 1: tasks accepted when one has ended: %d; want 4", n)
		}
		close(end)
		r.Join()
		e.Shutdown()
		if n := ended.Load(); n != 5 {
			r.Errorf("tasks that ended: %d; want 5", n)
		}
	})
}

// Shutdown, whoever calls it, waits for the task that runs and for those in the queue.
// Meanwhile no task is accepted any more.
func TestShutdownDrains(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		e := executor.New[int](1, 2)
		release := make(chan struct{})
		var ended atomic.Int32
		for range 3 {
			submit(r, e, func() (int, error) {
				<-release
				ended.Add(1)
				return 0, nil
			})
		}
		for range 2 {
			r.Go("shut down", func() {
				e.Shutdown()
				if n := ended.Load(); n != 3 {
					r.Errorf("Shutdown() returned after %d of 3 tasks", n)
				}
			})
		}
		refused := func(when string) {
			f, err := e.Submit(func() (int, error) {
				r.Errorf("%s Shutdown(): a task ran that was refused", when)
				return 0, nil
			})
			if f != nil || !errors.Is(err, executor.ErrShutdown) {
				r.Errorf("%s Shutdown(): Submit() = %v, %v; want nil, %v", when, f, err, executor.ErrShutdown)
			}
		}
		r.Open()
		r.Settle() // both wait
		refused("during")
		close(release)
		r.Join()
		refused("after")
		e.Shutdown() // once more: it has nothing to wait for
	})
}

// Submit and Shutdown may meet. Each task is then either accepted, and has run when
// Shutdown returns, or refused.
func TestSubmitMeetsShutdown(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		e := executor.New[int](1, 1)
		var accepted, ran atomic.Int32
		release := make(chan struct{})
		for range 2 { // one runs, and one fills the queue
			submit(r, e, func() (int, error) {
				<-release
				ran.Add(1)
				return 0, nil
			})
			accepted.Add(1)
		}
		r.Go("release", func() { close(release) })
		for range 2 {
			r.Go("submit", func() {
				for range r.Size(50, 1) {
					_, err := e.Submit(func() (int, error) {
						ran.Add(1)
						return 0, nil
					})
					if err == nil {
						accepted.Add(1)
					} else if !errors.Is(err, executor.ErrShutdown) {
						r.Errorf("Submit() error = %v; want nil or %v", err, executor.ErrShutdown)
					}
				}
			})
		}
		var inTime int32
		r.Go("shut down", func() {
			e.Shutdown()
			inTime = ran.Load()
		})
		r.Join()
		if n := accepted.Load(); n != inTime {
			r.Errorf("tasks that had run when Shutdown() returned: %d; accepted: %d", inTime, n)
		}
	})
}

// A panic is the error of its own task. The worker is still there for the next one. This
// test is the last, because where nobody recovers, nothing comes after it.
func TestPanicCostsOneTask(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		e := executor.New[int](1, 3)
		for _, panicked := range []any{"boom", errBroken} {
			f := submit(r, e, func() (int, error) { panic(panicked) })
			value, err := f.Result()
			var p *executor.PanicError
			if value != 0 || !errors.As(err, &p) || p.Value != panicked {
				r.Errorf("Result() = %d, %v; want 0 and a *PanicError of %v", value, err, panicked)
			}
		}
		var ran atomic.Bool
		f := submit(r, e, func() (int, error) {
			ran.Store(true)
			return 7, nil
		})
		e.Shutdown()
		if !ran.Load() {
			r.Errorf("Shutdown() returned before the task that came after a panic had run")
		}
		if value, err := f.Result(); value != 7 || err != nil {
			r.Errorf("the next task: Result() = %d, %v; want 7, nil", value, err)
		}
	})
}

var (
	errBroken = errors.New("broken")
	errOther  = errors.New("other")
)

// submit submits a task that must be accepted. It is called by the property's own
// goroutine or one of r.Go.
func submit(r *harness.Run, e *executor.Executor[int], task func() (int, error)) *executor.Future[int] {
	r.Helper()
	f, err := e.Submit(task)
	if f == nil || err != nil {
		r.Fatalf("before Shutdown(): Submit() = %v, %v; want a future, nil", f, err)
	}
	return f
}
