package states

import mutex "sync"

// The State pattern (GoF): one class for each state, and each says what may follow.

type phase interface {
	run(c *counters) (phase, error)
	block(c *counters) (phase, error)
	wake(c *counters) (phase, error)
	finish(c *counters) (phase, error)
	name() State
}

type counters struct{ runs, blocks, wakes int }

// abstractPhase refuses everything. The others embed it and override.
type abstractPhase struct{}

func (abstractPhase) run(*counters) (phase, error)    { return nil, ErrRefused }
func (abstractPhase) block(*counters) (phase, error)  { return nil, ErrRefused }
func (abstractPhase) wake(*counters) (phase, error)   { return nil, ErrRefused }
func (abstractPhase) finish(*counters) (phase, error) { return nil, ErrRefused }

type (
	readyPhase   struct{ abstractPhase }
	runningPhase struct{ abstractPhase }
	blockedPhase struct{ abstractPhase }
	donePhase    struct{ abstractPhase }
)

var (
	_ phase = readyPhase{}
	_ phase = runningPhase{}
	_ phase = blockedPhase{}
	_ phase = donePhase{}
)

func (readyPhase) name() State   { return Ready }
func (runningPhase) name() State { return Running }
func (blockedPhase) name() State { return Blocked }
func (donePhase) name() State    { return Done }

func (readyPhase) run(c *counters) (phase, error) {
	c.runs++
	return runningPhase{}, nil
}

func (runningPhase) block(c *counters) (phase, error) {
	c.blocks++
	return blockedPhase{}, nil
}

func (runningPhase) finish(*counters) (phase, error) {
	return donePhase{}, nil
}

func (blockedPhase) wake(c *counters) (phase, error) {
	c.wakes++
	return readyPhase{}, nil
}

// Task is the context of the pattern. All its methods are "synchronized".
type Task struct {
	monitor mutex.Mutex
	current phase // null means that the constructor, which Go has not, did not run
	count   counters
}

func (t *Task) synchronized(transition func(phase, *counters) (phase, error)) error {
	t.monitor.Lock()
	defer t.monitor.Unlock()
	if t.current == nil {
		t.current = readyPhase{}
	}
	next, err := transition(t.current, &t.count)
	if err != nil {
		return err
	}
	t.current = next
	return nil
}

// Run gives the processor to the task: from Ready to Running.
func (t *Task) Run() error { return t.synchronized(phase.run) }

// Block lets the task wait for something: from Running to Blocked.
func (t *Task) Block() error { return t.synchronized(phase.block) }

// Wake says that what the task waited for is there: from Blocked to Ready.
func (t *Task) Wake() error { return t.synchronized(phase.wake) }

// Finish ends the task: from Running to Done.
func (t *Task) Finish() error { return t.synchronized(phase.finish) }

// Snapshot returns the state and the counts as they are at one moment.
func (t *Task) Snapshot() (result Snapshot) {
	t.monitor.Lock()
	defer t.monitor.Unlock()
	if t.current != nil {
		result.State = t.current.name()
	}
	result.Runs, result.Blocks, result.Wakes = t.count.runs, t.count.blocks, t.count.wakes
	return
}
