package verdict

// Place is a line of source. File is slash-separated and relative to the tree that
// was graded ("exercises/counter/counter.go"); a place outside it keeps the path that
// the toolchain printed ("sync/mutex.go").
type Place struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Func string `json:"func,omitempty"`
	// Learner: the place is in a file that the learner may edit.
	Learner bool `json:"learner,omitempty"`
}

// IsZero reports whether the place is nowhere.
func (p Place) IsZero() bool { return p.File == "" }

// Access is one side of a data race.
type Access struct {
	// Op is what the race detector calls it: "read", "write", "atomic write", ...
	Op string `json:"op"`
	// At is the innermost line of the learner, or of the tests if there is none.
	At Place `json:"at"`
	// Goroutine is the name in Finding.Goroutines.
	Goroutine string `json:"goroutine"`
}

// Goroutine is a goroutine that a finding talks about.
type Goroutine struct {
	// Name is short and unique in a finding: "g7".
	Name string `json:"name"`
	// State is the runtime's word: "chan send", "sync.Mutex.Lock", "running", ...
	State string `json:"state,omitempty"`
	// At is the innermost line of the learner where it stands, or of the tests.
	At Place `json:"at"`
	// Created is the go statement that started it. It is zero for the test itself.
	Created Place `json:"created,omitzero"`
	// Callback: it stands in code of the test or the kit that the line At called.
	Callback bool `json:"callback,omitempty"`
	// Like is how many more there are in the same state at the same place.
	Like int `json:"like,omitempty"`
	// Test: it is the goroutine of the test itself.
	Test bool `json:"test,omitempty"`
}

// Finding is one thing that is wrong, with its evidence and its explanation. The
// explanation follows one form: class and place, what happened, why, and a direction
// that holds no code.
type Finding struct {
	Verdict Verdict `json:"verdict"`
	// Test is the name of the test function, empty for the exercise as a whole.
	Test string `json:"test,omitempty"`
	// Place is the learner's line to look at first. It may be zero.
	Place Place `json:"place,omitzero"`
	// What happened; Why that is wrong; Direction to go.
	What      Text `json:"what"`
	Why       Text `json:"why,omitzero"`
	Direction Text `json:"direction,omitzero"`
	// Message is what the test, the compiler or the runtime said, as it said it.
	Message string `json:"message,omitempty"`
	// Accesses are the two sides of a data race.
	Accesses []Access `json:"accesses,omitempty"`
	// Goroutines are those that take part.
	Goroutines []Goroutine `json:"goroutines,omitempty"`
	// Execution, Seed and Procs (GOMAXPROCS) are those of the execution that showed it.
	Execution int    `json:"execution,omitempty"`
	Seed      uint64 `json:"seed,omitempty"`
	Procs     int    `json:"procs,omitempty"`
	// Schedule is the order of steps that shows it, where it was explored.
	Schedule *Schedule `json:"schedule,omitempty"`
	// Raw is the report that it was read from, cut to a few KiB.
	Raw string `json:"raw,omitempty"`
}

// Schedule is one order of the steps of a test's goroutines, found by exploration.
type Schedule struct {
	// Token replays it: racekit replay TOKEN.
	Token string `json:"token,omitempty"`
	// Preemptions is how often the turn was taken from a goroutine that could have gone on.
	Preemptions int `json:"preemptions"`
	// Failed of Counted schedules fail, as far as they were counted.
	Failed  int `json:"failed,omitempty"`
	Counted int `json:"counted,omitempty"`
	// Trace tells the schedule step by step, as text of several lines.
	Trace Text `json:"trace,omitzero"`
}

// Explored says how much of a test's schedules was explored.
type Explored struct {
	// Schedules is how many were executed.
	Schedules int `json:"schedules"`
	// Complete: there are no others.
	Complete bool `json:"complete,omitempty"`
	// Covered says it in words: "all 112 schedules with at most 2 preemptions".
	Covered Text `json:"covered,omitzero"`
}
