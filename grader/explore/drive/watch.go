package drive

import (
	"runtime"
	"runtime/metrics"
	"strings"
	"sync"
	"time"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
)

// watcher looks at the process from outside of the schedules. It finds code that blocks
// for real, which the scheduler cannot control, by the states of the goroutines at one
// instant; code that never comes to a step, or not to an end, by processor time; and too
// much memory.
type watcher struct {
	driver *driver
	mu     sync.Mutex
	test   string
	// steps and since are the progress last seen, and the processor time at that.
	steps int
	since time.Duration
	// begun is the processor time at the beginning of the test.
	begun time.Duration
	// still counts looks in a row that found nobody running and no progress; cpu is the
	// processor time at the last look.
	still int
	cpu   time.Duration
}

// The intervals are those of a sampler: what it finds does not depend on them.
const (
	lookEvery = 50 * time.Millisecond
	// stillLooks is how many looks must find that nothing runs: one could fall into the
	// moment in which a goroutine is handed from one processor to another.
	stillLooks = 4
	// syscallLooks is the same for a system call: one that reads a slow disk is no block.
	syscallLooks = 40
	// maxCPU is processor time without a step.
	maxCPU = 10 * time.Second
)

func (d *driver) watch() *watcher {
	w, memory := &watcher{driver: d}, newPace()
	go func() {
		for range time.Tick(lookEvery) {
			memory.adjust()
			w.look()
		}
	}()
	return w
}

func (w *watcher) on(test string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.test, w.steps, w.still, w.since = test, 0, 0, processorTime()
	w.begun = w.since
}

func (w *watcher) off() { w.on("") }

// look judges one instant.
func (w *watcher) look() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.test == "" {
		return
	}
	if most := w.driver.plan.Bytes; most > 0 && held() > most {
		w.giveUp(outcome.Test{Failure: &outcome.Failure{Class: outcome.Memory, Stack: plainNames(running())}})
	}
	if most := w.driver.plan.CPU; most > 0 && processorTime()-w.begun > most {
		w.hangs()
	}
	if now := sched.Steps(); now != w.steps || !sched.Running() {
		w.steps, w.still, w.since = now, 0, processorTime()
		return
	}
	if processorTime()-w.since > maxCPU {
		w.hangs()
	}
	// To look at goroutines stops them, for long if their stacks are deep: whoever works is
	// not looked at.
	cpu := processorTime()
	works := cpu-w.cpu > lookEvery/2
	w.cpu = cpu
	if works {
		w.still = 0
		return
	}
	who := blocked()
	if who == nil {
		w.still = 0
		return
	}
	looks := stillLooks
	if who.State == inSyscall {
		looks = syscallLooks
	}
	if w.still++; w.still >= looks {
		w.giveUp(outcome.Test{Refused: who})
	}
}

// hangs gives up a test for the processor time that it took.
func (w *watcher) hangs() {
	w.giveUp(outcome.Test{Failure: &outcome.Failure{Class: outcome.Hang, Stack: plainNames(running())}})
}

// giveUp writes the result of the test and ends the process: nothing in it can be
// stopped.
func (w *watcher) giveUp(t outcome.Test) {
	t.Name = w.test
	if err := w.driver.write(outcome.Record{Test: &t}); err != nil {
		w.driver.exit(1)
	}
	w.driver.exit(0)
}

// blocked returns the goroutine that blocks for real, if nothing in the process runs: it
// is the one that is parked in no coroutine.
func blocked() *outcome.Refusal {
	var found *outcome.Refusal
	for i, g := range goroutines() {
		state := g.state
		switch {
		case i == 0, state == "coroutine", strings.Contains(g.text, "racekit/grader/explore/drive.(*driver).orphaned"):
			continue
		case state == "running", state == "runnable", strings.HasPrefix(state, "GC"):
			return nil
		}
		if what, where := g.place(); what != "" {
			found = &outcome.Refusal{What: what, Where: where, State: state}
		}
	}
	return found
}

// inSyscall is the state of a goroutine in a system call.
const inSyscall = "syscall"

// running is the stack of whoever has the turn.
func running() string {
	for i, g := range goroutines() {
		if i > 0 && (g.state == "running" || g.state == "runnable") {
			return g.text
		}
	}
	return ""
}

// seen is a goroutine as the runtime prints it.
type seen struct{ state, text string }

// goroutines are all of the process, the calling one first.
func goroutines() []seen {
	buf := make([]byte, 1<<20)
	var all []seen
	for part := range strings.SplitSeq(string(buf[:runtime.Stack(buf, true)]), "\n\n") {
		head, text, _ := strings.Cut(part, "\n")
		_, state, _ := strings.Cut(head, "[")
		state, _, _ = strings.Cut(strings.TrimSuffix(state, "]:"), ",")
		all = append(all, seen{state, text})
	}
	return all
}

// place is the innermost function that is none of the runtime's, and the innermost line
// of it or of its callers that is explored.
func (g seen) place() (what, where string) {
	lines := strings.Split(g.text, "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		name, _, _ := strings.Cut(lines[i], "(")
		at, _, _ := strings.Cut(strings.TrimSpace(lines[i+1]), " ")
		switch {
		case strings.HasPrefix(name, "runtime."), strings.HasPrefix(name, "internal/"), strings.HasPrefix(name, "syscall."):
		case what == "":
			what, where = name, at
			if strings.HasPrefix(name, outcome.Rewritten) {
				return strings.TrimPrefix(what, outcome.Rewritten), at
			}
		case strings.HasPrefix(name, outcome.Rewritten):
			return strings.TrimPrefix(what, outcome.Rewritten), at
		}
	}
	return strings.TrimPrefix(what, outcome.Rewritten), where
}

// held is the memory that the Go runtime holds from the system, in bytes.
func held() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() - sample[1].Value.Uint64()
}
