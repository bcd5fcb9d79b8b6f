package eventloop_test

import (
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"racekit/exercises/eventloop"

	"racekit/grader/harness"
)

// While a task sleeps, others run. Each goes on when the clock shows its time, not
// before and not after, and its time is counted from the end of the step. Where all
// sleep, the loop rests.
func TestSleepersLetOthersRun(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		clock := eventloop.NewClock()
		loop := eventloop.NewLoop(clock)
		var said journal
		loop.CreateTask(func() (time.Duration, eventloop.Step) {
			clock.Advance(time.Second) // it has computed for so long
			return said.sleeper("a", 2*time.Second)()
		})
		loop.CreateTask(said.sleeper("b", time.Second))
		r.Go("loop", run(r, loop, nil))
		r.Open()
		r.Settle() // both sleep, and the loop rests
		said.want(r, "a starts", "b starts")
		clock.Advance(time.Second)
		r.Settle()
		said.want(r, "a starts", "b starts", "b ends")
		clock.Advance(time.Second)
		r.Join()
		said.want(r, "a starts", "b starts", "b ends", "a ends")
	})
}

// Whose time comes first goes on first. Of those who sleep until the same time, who
// fell asleep first does. So it is also where the loop finds several that are due.
func TestTimersInOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		clock := eventloop.NewClock()
		loop := eventloop.NewLoop(clock)
		var order journal
		var want []string
		seconds := []int{3, 1, 2, 3, 1, 2, 2, 3, 1}[:r.Size(9, 4)]
		for i, s := range seconds {
			name := strconv.Itoa(s) + "s #" + strconv.Itoa(i)
			loop.CreateTask(func() (time.Duration, eventloop.Step) {
				return time.Duration(s) * time.Second, order.last(name)
			})
			want = append(want, name)
		}
		slices.Sort(want)
		r.Go("loop", run(r, loop, nil))
		r.Open()
		r.Settle() // all sleep
		clock.Advance(time.Minute)
		r.Join()
		order.want(r, want...)
	})
}

// A task may start tasks. They begin after it, in the order in which they were
// started, and the loop is done when the last of them is.
func TestTasksStartTasks(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := eventloop.NewLoop(eventloop.NewClock())
		var born journal
		var parent func(name string, generations int) eventloop.Step
		parent = func(name string, generations int) eventloop.Step {
			return func() (time.Duration, eventloop.Step) {
				if generations > 0 {
					loop.CreateTask(parent(name+"a", generations-1))
					loop.CreateTask(parent(name+"b", generations-1))
				}
				born.add(name)
				return 0, nil
			}
		}
		loop.CreateTask(parent("x", 2))
		r.Go("loop", run(r, loop, nil))
		r.Join()
		born.want(r, "x", "xa", "xb", "xaa", "xab", "xba", "xbb")
	})
}

// Ten thousand tasks are no burden: all of them begin before the first goes on. And
// since one goroutine runs them all, they share variables without a lock.
func TestTenThousandTasks(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop := eventloop.NewLoop(eventloop.NewClock())
		tasks := r.Size(10_000, 3)
		begun, alone, done := 0, 0, 0
		for range tasks {
			loop.CreateTask(func() (time.Duration, eventloop.Step) {
				begun++
				return 0, func() (time.Duration, eventloop.Step) {
					if begun < tasks {
						alone++ // it went on before others had begun
					}
					done++
					return 0, nil
				}
			})
		}
		r.Go("loop", run(r, loop, nil))
		r.Join()
		if done != tasks || alone > 0 {
			r.Errorf("%d tasks done, %d of them before all had begun; want %d, 0", done, alone, tasks)
		}
	})
}

// A task that sleeps for no time gives way: to the others that are ready, and to those
// whose time has come meanwhile.
func TestReadyTasksTakeTurns(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		clock := eventloop.NewClock()
		loop := eventloop.NewLoop(clock)
		woken, turns := false, 0 // used in steps only
		loop.CreateTask(func() (time.Duration, eventloop.Step) {
			return time.Second, func() (time.Duration, eventloop.Step) {
				woken = true
				return 0, nil
			}
		})
		var spin eventloop.Step
		spin = func() (time.Duration, eventloop.Step) {
			turns++
			if turns == 2 {
				clock.Advance(time.Minute) // it has computed for so long
			}
			if woken || turns == 100 {
				return 0, nil
			}
			return 0, spin
		}
		loop.CreateTask(spin)
		r.Go("loop", run(r, loop, nil))
		r.Open()
		r.Settle() // all is done
		r.Join()
		if turns != 3 {
			r.Errorf("a busy task had %d turns; want 3, since a sleeper was due after the second", turns)
		}
	})
}

// A task that comes from outside finds the loop asleep, or about to be, and begins all
// the same. From then on the loop heeds its time too.
func TestTaskFromOutside(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		clock := eventloop.NewClock()
		loop := eventloop.NewLoop(clock)
		var said journal
		loop.CreateTask(said.sleeper("a", time.Hour))
		r.Go("loop", run(r, loop, nil))
		r.Go("outside", func() { loop.CreateTask(said.last("b")) })
		r.Open()
		r.Settle() // a sleeps, and b has come and gone
		said.wantSorted(r, "a starts", "b")
		loop.CreateTask(said.sleeper("c", time.Minute))
		r.Settle() // c sleeps too
		clock.Advance(2 * time.Minute)
		r.Settle() // c has ended
		said.wantSorted(r, "a starts", "b", "c ends", "c starts")
		clock.Advance(2 * time.Hour)
		r.Join()
	})
}

// Stop ends the loop wherever it is: before its first step, in a step, asleep, or on
// its way there. No step begins after that, and nothing is left running.
func TestStop(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		early := eventloop.NewLoop(eventloop.NewClock())
		early.CreateTask(func() (time.Duration, eventloop.Step) {
			r.Errorf("stopped before Run(): a step ran")
			return 0, nil
		})
		early.Stop()
		early.Stop() // may be called like CreateTask, so more than once
		r.Go("loop stopped early", run(r, early, eventloop.ErrStopped))

		inside := eventloop.NewLoop(eventloop.NewClock())
		inside.CreateTask(func() (time.Duration, eventloop.Step) {
			inside.Stop()
			inside.Stop()
			return 0, func() (time.Duration, eventloop.Step) {
				r.Errorf("stopped in a step: the task had another")
				return 0, nil
			}
		})
		inside.CreateTask(func() (time.Duration, eventloop.Step) {
			r.Errorf("stopped in a step: the next task began")
			return 0, nil
		})
		r.Go("loop stopped inside", run(r, inside, eventloop.ErrStopped))

		empty := eventloop.NewLoop(eventloop.NewClock())
		empty.Stop()
		r.Go("empty loop stopped early", run(r, empty, eventloop.ErrStopped))

		last := eventloop.NewLoop(eventloop.NewClock())
		last.CreateTask(func() (time.Duration, eventloop.Step) {
			last.Stop()
			return 0, nil
		})
		r.Go("loop stopped in its last step", run(r, last, eventloop.ErrStopped))
		r.Join()

		for _, settled := range []bool{true, false} {
			asleep := eventloop.NewLoop(eventloop.NewClock())
			asleep.CreateTask(func() (time.Duration, eventloop.Step) {
				return time.Second, func() (time.Duration, eventloop.Step) {
					r.Errorf("stopped asleep: a sleeper went on")
					return 0, nil
				}
			})
			r.Go("loop stopped asleep", run(r, asleep, eventloop.ErrStopped))
			if settled {
				r.Settle() // it sleeps; otherwise it may be anywhere on its way there
			}
			asleep.Stop()
			asleep.Stop()
			r.Join()
		}
	})
}

// run returns what runs loop and checks how that ends.
func run(r *harness.Run, loop *eventloop.Loop, want error) func() {
	return func() {
		if err := loop.Run(); !errors.Is(err, want) {
			r.Errorf("Run() = %v; want %v", err, want)
		}
	}
}

// journal is what happened, in order. Any goroutine may write to it.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) add(line string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
}

// last returns the last step of a task, which notes line.
func (j *journal) last(line string) eventloop.Step {
	return func() (time.Duration, eventloop.Step) {
		j.add(line)
		return 0, nil
	}
}

// sleeper returns a task that sleeps once, and notes its start and its end.
func (j *journal) sleeper(name string, d time.Duration) eventloop.Step {
	return func() (time.Duration, eventloop.Step) {
		j.add(name + " starts")
		return d, j.last(name + " ends")
	}
}

func (j *journal) want(r *harness.Run, lines ...string) {
	r.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if !slices.Equal(j.lines, lines) {
		r.Errorf("what happened: %q; want %q", j.lines, lines)
	}
}

// wantSorted is want where the order does not matter.
func (j *journal) wantSorted(r *harness.Run, lines ...string) {
	r.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if got := slices.Sorted(slices.Values(j.lines)); !slices.Equal(got, lines) {
		r.Errorf("what happened: %q; want %q", got, lines)
	}
}
