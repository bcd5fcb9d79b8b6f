// Package eventloop runs many tasks on one goroutine.
//
// The task: this Loop carries each task to its end before it begins the next, and
// while that one sleeps it keeps asking the clock for the time. Let the others run
// meanwhile, let the loop wait where nobody can run, and let it be woken and stopped
// from outside. Step, Clock and ErrStopped are in kit.go; README.md has the contract.
package eventloop

import "runtime"

// Loop runs tasks, one step at a time, on the goroutine that calls Run. Make one with
// NewLoop.
type Loop struct {
	clock   *Clock
	tasks   []Step
	stopped bool
}

// NewLoop returns a loop without tasks that lives by clock.
func NewLoop(clock *Clock) *Loop {
	return &Loop{clock: clock}
}

// CreateTask hands a task to the loop, which begins it with first. It returns at once
// and runs nothing itself. It may be called from any goroutine, before or during Run,
// and in a step.
func (l *Loop) CreateTask(first Step) {
	l.tasks = append(l.tasks, first)
}

// Run runs the tasks until all are done, and returns nil then, or until the loop is
// stopped, and returns ErrStopped then. It is called once.
func (l *Loop) Run() error {
	for _, step := range l.tasks {
		for step != nil {
			if l.stopped {
				return ErrStopped
			}
			sleep, next := step()
			// TODO: while this task sleeps here, nobody else gets a turn, not even a task
			// that comes from outside, and the processor has no rest.
			for wake := l.clock.Now() + sleep; l.clock.Now() < wake; {
				runtime.Gosched()
			}
			step = next
		}
	}
	return nil
}

// Stop ends the loop: the step that runs, if one does, is the last. It returns at once
// and may be called from any goroutine, before or during Run, and in a step.
func (l *Loop) Stop() {
	l.stopped = true
}
