package gather_test

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"racekit/grader/harness"

	"racekit/solutions/gather"
)

// All tasks are in flight together, also when they are many. With no tasks there is
// nothing to wait for.
func TestAllAtOnce(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		n := r.Size(100, 3)
		together := r.Witness(n)
		tasks := repeat(n, func(int, context.Context) (int, error) {
			together.Arrive()
			return 0, nil
		})
		if _, err := gather.All(r.Context(), tasks...); err != nil {
			r.Errorf("All() error = %v; want nil", err)
		}
		if got, err := gather.All[int](r.Context()); len(got) != 0 || err != nil {
			r.Errorf("All() without tasks = %v, %v; want [], nil", got, err)
		}
	})
}

// Results are in the order of the tasks, although these end the other way round. The end
// of one, without an error, does not end the context of another.
func TestResultsInOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		n := r.Size(8, 3)
		together := r.Witness(n)
		ends := make([]chan struct{}, n)
		for i := range ends {
			ends[i] = make(chan struct{})
		}
		tasks := repeat(n, func(i int, ctx context.Context) (int, error) {
			if together.Arrive() {
				<-ends[i]
				if err := ctx.Err(); err != nil {
					r.Errorf("task %d, no task failed: ctx.Err() = %v; want nil", i, err)
				}
			}
			return 10 * i, nil
		})
		r.Go("last first", func() {
			for _, end := range slices.Backward(ends) {
				r.Settle() // All has done what it does about those that ended before
				close(end)
			}
		})
		r.Open()
		got, err := gather.All(r.Context(), tasks...)
		want := make([]int, n)
		for i := range want {
			want[i] = 10 * i
		}
		if !slices.Equal(got, want) || err != nil {
			r.Errorf("All() = %v, %v; want %v, nil", got, err, want)
		}
		r.Join()
	})
}

// The first error ends the context of all others. Two tasks fail at the same time, and
// either of them may be the first.
func TestFirstErrorCancelsTheRest(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		n := r.Size(8, 3)
		together := r.Witness(n)
		tasks := repeat(n, func(i int, ctx context.Context) (int, error) {
			if !together.Arrive() || i >= n-2 {
				return 0, errFirst
			}
			<-ctx.Done()
			return 0, ctx.Err()
		})
		if _, err := gather.All(context.Background(), tasks...); err == nil {
			r.Errorf("All() error = nil after two tasks failed; want an error")
		}
	})
}

// Of several errors All returns the one that came first, as it is, and no results. What
// a task says because it was cancelled comes later, although that task stands earlier.
func TestFirstErrorIsReturned(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		together := r.Witness(3)
		later := make(chan struct{})
		var (
			succeeds = func(context.Context) (int, error) {
				together.Arrive()
				return 7, nil
			}
			failsLater = func(ctx context.Context) (int, error) {
				if !together.Arrive() {
					return 0, errFirst // too slow: there is no later
				}
				select {
				case <-ctx.Done():
				case <-later:
				}
				return 0, errLater
			}
			failsFirst = func(context.Context) (int, error) {
				together.Arrive()
				return 0, errFirst
			}
		)
		r.Go("later", func() {
			r.Settle() // the first error has come
			close(later)
		})
		r.Open()
		got, err := gather.All(context.Background(), succeeds, failsLater, failsFirst)
		if got != nil || err != errFirst {
			r.Errorf("All() = %v, %v; want nil, %v", got, err, errFirst)
		}
		r.Join()
	})
}

// After an error, All waits for the others all the same: to stop may take a while.
func TestWaitsForTheRest(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		n := r.Size(8, 3)
		together := r.Witness(n)
		stop := make(chan struct{})
		var returned atomic.Int32
		tasks := repeat(n, func(i int, ctx context.Context) (int, error) {
			defer returned.Add(1)
			if !together.Arrive() || i == 0 {
				return 0, errFirst
			}
			<-stop
			return i, nil
		})
		r.Go("stop", func() {
			r.Settle() // the first error has come, and All has done what it does about it
			close(stop)
		})
		r.Open()
		_, err := gather.All(context.Background(), tasks...)
		if got := int(returned.Load()); together.Max() == n && (got != n || err == nil) {
			r.Errorf("All() returned after %d of %d tasks, error %v; want all, and an error", got, n, err)
		}
		r.Join()
	})
}

// A cancel of the caller's context reaches every task, and what they make of it is what
// All returns. The context of the tasks ends with All, also where nobody cancelled.
func TestContextOfTheCaller(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		together := r.Witness(2)
		ctx, cancel := context.WithCancel(context.Background())
		tasks := repeat(2, func(_ int, ctx context.Context) (int, error) {
			if together.Arrive() {
				<-ctx.Done()
			}
			return 7, nil // in time, in spite of the cancel
		})
		r.Go("cancel", func() {
			r.Settle()
			cancel()
		})
		r.Open()
		if got, err := gather.All(ctx, tasks...); !slices.Equal(got, []int{7, 7}) || err != nil {
			r.Errorf("cancelled, and no task failed: All() = %v, %v; want [7 7], nil", got, err)
		}
		r.Join()
		if together.Max() < 2 {
			return // too slow: nothing else is known
		}
		for _, want := range []error{nil, errFirst, context.Canceled} { // ctx was cancelled before the call
			got, err := gather.All(ctx, func(context.Context) (int, error) { return 7, want })
			if err != want || want == nil && !slices.Equal(got, []int{7}) {
				r.Errorf("cancelled before, and the task returns 7, %v: All() = %v, %v", want, got, err)
			}
		}

		used := make(chan context.Context, 1)
		_, _ = gather.All(context.Background(), func(ctx context.Context) (int, error) {
			used <- ctx
			return 0, nil
		})
		if (<-used).Err() == nil {
			r.Errorf("after All(): ctx.Err() of a task = nil; want %v", context.Canceled)
		}
	})
}

var (
	errFirst = errors.New("first")
	errLater = errors.New("later")
)

// repeat returns n tasks. Task i is do(i).
func repeat(n int, do func(i int, ctx context.Context) (int, error)) []gather.Task[int] {
	tasks := make([]gather.Task[int], n)
	for i := range tasks {
		tasks[i] = func(ctx context.Context) (int, error) { return do(i, ctx) }
	}
	return tasks
}
