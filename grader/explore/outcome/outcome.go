// Package outcome is what an explored program tells the explorer: records, one JSON
// object a line, on a descriptor of their own. It is a leaf, compiled into both ends.
package outcome

import (
	"slices"

	"racekit/grader/explore/step"
)

// Rewritten is what the import paths of rewritten packages begin with. It is taken out of
// all that people read.
const Rewritten = "racekit/explored/"

// Class is what kind of failure a schedule showed. The words are those of the verdicts.
type Class string

// The classes of failures, most severe first.
const (
	Panic    Class = "panic"
	Race     Class = "data race"
	Deadlock Class = "deadlock"
	Livelock Class = "livelock"
	Leak     Class = "goroutine leak"
	Wrong    Class = "wrong result"
	Hang     Class = "hang"
	Slow     Class = "too slow"
	// Refused: the program uses what cannot be controlled.
	Refused Class = "refused"
	// Memory: the process was over its bound of memory.
	Memory Class = "out of memory"
)

// Classes are all classes of failures, most severe first.
func Classes() []Class {
	return []Class{Panic, Race, Deadlock, Livelock, Leak, Wrong, Hang, Slow}
}

// Record is one line: exactly one field is set.
type Record struct {
	// Secret is what makes it count, where the program is not trusted.
	Secret   string    `json:"secret,omitempty"`
	Start    *Start    `json:"start,omitempty"`
	Begin    *Begin    `json:"begin,omitempty"`
	Progress *Progress `json:"progress,omitempty"`
	Test     *Test     `json:"test,omitempty"`
	Done     *Done     `json:"done,omitempty"`
}

// Start is written once, first.
type Start struct {
	Race  bool     `json:"race"`
	Tests []string `json:"tests"`
	// Canary: the program that must fail did fail. Without it nothing that follows means
	// anything.
	Canary bool `json:"canary"`
}

// Begin is written before a test: if no Test follows, the process died in it.
type Begin struct {
	Test string `json:"test"`
}

// Progress says how far the exploration of a test is.
type Progress struct {
	Test      string `json:"test"`
	Stage     string `json:"stage"`
	Schedules int    `json:"schedules"`
}

// Done is the last record of a process that ended by itself.
type Done struct{}

// Test is the result of exploring one test.
type Test struct {
	Name string `json:"name"`
	// Failure is nil if no schedule failed.
	Failure *Failure `json:"failure,omitempty"`
	// Skipped: the test skipped itself, for this reason.
	Skipped string `json:"skipped,omitempty"`
	// Refused names what cannot be controlled.
	Refused  *Refusal `json:"refused,omitempty"`
	Coverage Coverage `json:"coverage"`
	// Logs are what the first schedule logged, where that was asked for.
	Logs []string `json:"logs,omitempty"`
	// Unlike are the logs of the first schedule that logged something else.
	Unlike []string `json:"unlike,omitempty"`
	// Elapsed is clock time in nanoseconds.
	Elapsed int64 `json:"elapsed"`
}

// Refusal is a use of what cannot be controlled.
type Refusal struct {
	What  string `json:"what"`
	Where string `json:"where"`
	// State is the state of a goroutine that blocked outside of the scheduler.
	State string `json:"state,omitempty"`
}

// Coverage says what was explored.
type Coverage struct {
	Stages []Stage `json:"stages"`
	// Schedules is how many were executed in all; Failed how many of them failed, as far
	// as they were counted; Counted how many that was.
	Schedules int `json:"schedules"`
	Failed    int `json:"failed,omitempty"`
	Counted   int `json:"counted,omitempty"`
	// First is how many steps the first of them had.
	First int `json:"first,omitempty"`
	// Complete: there is no other schedule, at any number of preemptions.
	Complete bool `json:"complete,omitempty"`
	// Fair: a goroutine gave up its turn, by Gosched or by asking the same again and again.
	// Schedules in which it goes on before the others are missing, so this is not Complete.
	Fair bool `json:"fair,omitempty"`
	// Cut counts schedules that reached the bound of steps.
	Cut int `json:"cut,omitempty"`
	// Diverged counts schedules that did not repeat as they should: the program is not
	// deterministic.
	Diverged int    `json:"diverged,omitempty"`
	Seed     uint64 `json:"seed"`
}

// Stage is one part of the search.
type Stage struct {
	// Name is "bounded", "unbounded", "lockstep", "pct" or "sampled".
	Name string `json:"name"`
	// Bound is the number of preemptions of a bounded stage.
	Bound     int  `json:"bound,omitempty"`
	Schedules int  `json:"schedules"`
	Pruned    int  `json:"pruned,omitempty"`
	Complete  bool `json:"complete,omitempty"`
}

// Failure is the schedule with the fewest preemptions that was found to fail.
type Failure struct {
	Class Class `json:"class"`
	// Also are further classes that the same schedule showed.
	Also []Class `json:"also,omitempty"`
	// Messages are what the test, the runtime or the harness said, each with its place.
	Messages []Message `json:"messages,omitempty"`
	// Panic is the text of a panic, with its stack.
	Panic string `json:"panic,omitempty"`
	Stack string `json:"stack,omitempty"`
	// Goroutine is the one that panicked.
	Goroutine int `json:"goroutine,omitempty"`
	// RaceReport is what the race detector printed.
	RaceReport string `json:"raceReport,omitempty"`
	// Stuck are the goroutines that can never go on; Running those that still did.
	Stuck   []int `json:"stuck,omitempty"`
	Running []int `json:"running,omitempty"`
	// Bound is the bound of steps of a schedule. Bounded: this one was cut off there, so that "never" is a guess.
	Bounded bool `json:"bounded,omitempty"`
	Bound   int  `json:"bound,omitempty"`
	// Unfair: goroutines kept the turn for as long as they liked.
	Unfair bool `json:"unfair,omitempty"`

	// Schedule is its number, from 1; Preemptions and Steps are those of the schedule.
	Schedule    int `json:"schedule"`
	Preemptions int `json:"preemptions"`
	Steps       int `json:"steps"`
	// Choices is the schedule, encoded by package search; Hash its signature.
	Choices string `json:"choices"`
	Hash    uint64 `json:"hash"`
	// Repeats: a second execution had the same signature and the same failure.
	Repeats bool `json:"repeats"`
	// Memory: accesses to plain variables were steps of this schedule. Learned is the
	// schedule from which it was learned which.
	Memory  bool   `json:"memory,omitempty"`
	Learned string `json:"learned,omitempty"`

	// Events are the first and the last of the schedule, with Omitted of them between.
	Events     []step.Event     `json:"events,omitempty"`
	Omitted    int              `json:"omitted,omitempty"`
	Goroutines []step.Goroutine `json:"goroutines,omitempty"`
	Objects    []step.Object    `json:"objects,omitempty"`
	// Pair are the two unordered accesses of a data race, as seen in the recorded run.
	Pair *Pair `json:"pair,omitempty"`
}

// Long reports whether the failure is that the first schedule had too many steps: it shows
// nothing else, and another would have too.
func (f Failure) Long() bool {
	return slices.ContainsFunc(f.Messages, func(m Message) bool { return m.Demand != nil && m.Demand.Kind == "steps" })
}

// Racing are the two accesses of a data race in the recorded run, the earlier first, if they
// are known.
func (f Failure) Racing() (first, second step.Event, known bool) {
	if f.Pair == nil {
		return first, second, false
	}
	i, j := min(f.Pair.First, f.Pair.Second), max(f.Pair.First, f.Pair.Second)
	if i < 0 || j >= len(f.Events) {
		return first, second, false
	}
	return f.Events[i], f.Events[j], true
}

// Pair are two accesses to one variable that nothing orders, by index in Events.
type Pair struct {
	First  int `json:"first"`
	Second int `json:"second"`
}

// Message is what was said to be wrong, by whom and where.
type Message struct {
	Text      string       `json:"text"`
	Goroutine int          `json:"goroutine"`
	Frames    []step.Frame `json:"frames,omitempty"`
	// Demand is what was asked for, where the message is about overlap or time.
	Demand *Demand `json:"demand,omitempty"`
}

// Demand is a demand of the harness that was not met: so many in flight together
// ("witness"), so many units of work at most ("within"), that the second of two can
// finish before the first goes on ("independent", without numbers), or so many steps at
// most in the first schedule ("steps").
type Demand struct {
	Kind string `json:"kind"`
	Want int    `json:"want,omitempty"`
	Got  int    `json:"got,omitempty"`
}
