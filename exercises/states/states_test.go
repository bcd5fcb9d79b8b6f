package states_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"racekit/exercises/states"

	"racekit/grader/harness"
)

// Several schedulers want the same step of a task at the same time: one of them wins,
// at every step of its life. Block and Finish compete as well, since both leave Running.
func TestOneWinner(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		for _, life := range [][][]call{
			{{run, run}, {block, block}, {wake, wake}, {run, wake}, {block, finish}},
			{{run, wake}, {finish, finish}},
		} {
			tasks := make([]states.Task, r.Size(1000, 1))
			for _, race := range life {
				winners := make([]atomic.Int32, len(tasks))
				for range r.Size(2, 1) {
					for _, step := range race {
						r.Go("scheduler", func() {
							for i := range tasks {
								if step.do(&tasks[i]) == nil {
									winners[i].Add(1)
								}
							}
						})
					}
				}
				r.Join()
				for i := range winners {
					if n := winners[i].Load(); n != 1 {
						r.Fatalf("%v and %v at the same time: %d were accepted; want 1", race[0], race[1], n)
					}
				}
			}
		}
	})
}

// One goroutine moves the task, and others look at it. What they see is always a moment
// of its life, in which the counts agree with the state, and never an older moment than
// the one that they saw before. Its end is to be seen, too.
func TestSnapshotIsOneMoment(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var task states.Task
		rounds := r.Size(1000, 1)
		r.Go("mover", func() {
			for n := 1; n <= rounds; n++ {
				for i, step := range []call{run, block, wake} {
					if err := step.do(&task); err != nil {
						r.Fatalf("%v = %v; want nil", step, err)
					}
					// The mover is alone, so it knows what is there now.
					if got, want := task.Snapshot(), moment(3*(n-1)+i+1); got != want {
						r.Fatalf("after %v: Snapshot() = %+v; want %+v", step, got, want)
					}
				}
			}
			_ = run.do(&task)
			_ = finish.do(&task)
		})
		for range r.Size(2, 1) {
			r.Go("observer", func() {
				steps := 0
				for range r.Size(1000, 3) {
					got := task.Snapshot()
					now := got.Runs + got.Blocks + got.Wakes
					want := moment(now)
					if now == 3*rounds+1 && got.State == states.Done {
						want.State = states.Done
					}
					if got != want {
						r.Fatalf("Snapshot() = %+v; want %+v, or another moment", got, want)
					}
					if now < steps {
						r.Fatalf("Snapshot() went back from %+v to %+v", moment(steps), got)
					}
					steps = now
				}
			})
		}
		r.Join()
		want := moment(3*rounds + 1)
		want.State = states.Done
		if got := task.Snapshot(); got != want {
			r.Errorf("after Finish(): Snapshot() = %+v; want %+v", got, want)
		}
	})
}

// In each state the task refuses what does not belong there, whoever asks, and is as it
// was before. In a turmoil, what is counted is what was accepted.
func TestRefusedCallChangesNothing(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		for _, life := range []struct{ path, refused []call }{
			{nil, []call{block, wake, finish}},
			{[]call{run}, []call{run, wake}},
			{[]call{run, block}, []call{run, block, finish}},
			{[]call{run, block, wake}, []call{block, wake, finish}},
			{[]call{run, finish}, []call{run, block, wake, finish}},
		} {
			var task states.Task
			for _, step := range life.path {
				step.do(&task)
			}
			before := task.Snapshot()
			for _, step := range life.refused {
				if err := step.do(&task); !errors.Is(err, states.ErrRefused) {
					r.Fatalf("%v while %v = %v; want %v", step, before.State, err, states.ErrRefused)
				}
				if after := task.Snapshot(); after != before {
					r.Fatalf("after a refused %v: Snapshot() = %+v; want %+v", step, after, before)
				}
			}
		}

		var task states.Task
		accepted := make([]atomic.Int32, 3)
		for range r.Size(3, 2) {
			r.Go("scheduler", func() {
				for range r.Size(300, 1) {
					for i, step := range []call{run, block, wake} {
						if step.do(&task) == nil {
							accepted[i].Add(1)
						}
					}
				}
			})
		}
		r.Join()
		runs, blocks, wakes := int(accepted[0].Load()), int(accepted[1].Load()), int(accepted[2].Load())
		want := states.Snapshot{State: moment(runs + blocks + wakes).State, Runs: runs, Blocks: blocks, Wakes: wakes}
		if got := task.Snapshot(); got != want {
			r.Errorf("Snapshot() = %+v; want %+v, as many as were accepted", got, want)
		}
	})
}

// call is a method of a task that changes its state.
type call string

const (
	run    call = "Run()"
	block  call = "Block()"
	wake   call = "Wake()"
	finish call = "Finish()"
)

func (c call) do(t *states.Task) error {
	switch c {
	case run:
		return t.Run()
	case block:
		return t.Block()
	case wake:
		return t.Wake()
	default:
		return t.Finish()
	}
}

// moment is what there is to see of a task that has taken so many steps, each of them
// Run, Block or Wake.
func moment(steps int) states.Snapshot {
	return states.Snapshot{
		State: []states.State{states.Ready, states.Running, states.Blocked}[steps%3],
		Runs:  (steps + 2) / 3, Blocks: (steps + 1) / 3, Wakes: steps / 3,
	}
}
