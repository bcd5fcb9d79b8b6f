package verdict

import "slices"

// Verdict is the one word said of a test: what was the worst thing that any of its
// executions did. The zero value is no verdict at all.
type Verdict string

// The verdicts, most severe first. The order is part of the contract: where two
// apply, the earlier one is said.
const (
	// NotGraded: the grader failed, not the learner. It costs no points that the
	// learner could have had: the exercise is left out of the total.
	NotGraded Verdict = "not graded"
	// Refused: the submission uses something that a graded file must not use.
	Refused Verdict = "refused"
	// DoesNotCompile: a file is missing or empty, does not parse, does not
	// type-check, or lacks a name that the tests call.
	DoesNotCompile Verdict = "does not compile"
	// OutOfMemory: the process went over its bound of memory, or over the number of
	// goroutines that the race detector can follow.
	OutOfMemory Verdict = "out of memory"
	// Panic: a goroutine panicked, the runtime threw a fatal error, or the process
	// ended before the test did (os.Exit included).
	Panic Verdict = "panic"
	// DataRace: two goroutines accessed one variable, at least one of them wrote, and
	// no happens-before edge orders the two accesses.
	DataRace Verdict = "data race"
	// Deadlock: the test waits for something that can never happen.
	Deadlock Verdict = "deadlock"
	// Livelock: goroutines keep running and none makes progress.
	Livelock Verdict = "livelock"
	// GoroutineLeak: the test ended and left goroutines that can never end.
	GoroutineLeak Verdict = "goroutine leak"
	// WrongResult: an assertion of the test failed.
	WrongResult Verdict = "wrong result"
	// Hang: the test was still running, or polling, when its bound of processor time
	// was used up.
	Hang Verdict = "hang"
	// TooSlow: work that the contract wants in flight together, or independent, was
	// done one after the other.
	TooSlow Verdict = "too slow"
	// Pass: every execution was right, free of races and leaks, and in time.
	Pass Verdict = "pass"
)

// All returns every verdict, most severe first.
func All() []Verdict {
	return []Verdict{
		NotGraded, Refused, DoesNotCompile, OutOfMemory, Panic, DataRace, Deadlock,
		Livelock, GoroutineLeak, WrongResult, Hang, TooSlow, Pass,
	}
}

// Known reports whether v is one of All.
func (v Verdict) Known() bool { return slices.Contains(All(), v) }

// Worse reports whether v is more severe than w. A verdict that is not known, the zero
// value included, is worse than none, and every known one is worse than it.
func (v Verdict) Worse(w Verdict) bool {
	i, j := slices.Index(All(), v), slices.Index(All(), w)
	if i < 0 {
		return false
	}
	return j < 0 || i < j
}

// Worst returns the most severe of vs, and the zero Verdict for none.
func Worst(vs ...Verdict) Verdict {
	var worst Verdict
	for _, v := range vs {
		if v.Worse(worst) {
			worst = v
		}
	}
	return worst
}
