package step

import (
	"strconv"
	"strings"
)

// Event is one step of a recorded schedule, or something that happened in it.
type Event struct {
	// Step counts from 1. Several events may belong to one step.
	Step int `json:"step"`
	// G is the goroutine's number, -1 for the clock.
	G    int    `json:"g"`
	Kind string `json:"kind"`
	// Object is the number of the lock, channel or variable in this schedule, 0 if none.
	Object int `json:"object,omitempty"`
	// Expr is how the source calls it, where the rewriter could pass it on.
	Expr string `json:"expr,omitempty"`
	// Note is what came of it: "blocks", "wakes g3", "value 7", "closed", "false", ...
	Note string `json:"note,omitempty"`
	// Value is what was read, written, sent or received, as far as it is plain.
	Value string `json:"value,omitempty"`
	// Preempts: the turn was taken from goroutine From, which could have gone on.
	Preempts bool `json:"preempts,omitempty"`
	From     int  `json:"from,omitempty"`
	// Now is virtual time in nanoseconds.
	Now int64 `json:"now,omitempty"`
	// Frames are the calls that lead to it, innermost first, without the scheduler's own.
	Frames []Frame `json:"frames,omitempty"`
}

// wakes begins the part of a note that names a goroutine that can go on by the event.
const wakes = "wakes g"

// WakesNote is the part of an event's note that says that goroutine g can go on by it.
func WakesNote(g int) string { return wakes + strconv.Itoa(g) }

// WokenBy reads what WakesNote wrote.
func WokenBy(part string) (g int, ok bool) {
	digits, ok := strings.CutPrefix(part, wakes)
	if !ok {
		return 0, false
	}
	g, err := strconv.Atoi(digits)
	return g, err == nil
}

// Frame is one call.
type Frame struct {
	Func string `json:"func"`
	File string `json:"file"`
	Line int    `json:"line"`
}

// Goroutine is a goroutine of a recorded schedule.
type Goroutine struct {
	G int `json:"g"`
	// Name is the source text of the function that its go statement called.
	Name    string  `json:"name"`
	Parent  int     `json:"parent"`
	Spawned []Frame `json:"spawned,omitempty"`
	// State is "done", "ready", or the kind of step that it is blocked in.
	State  string `json:"state"`
	Object int    `json:"object,omitempty"`
	Expr   string `json:"expr,omitempty"`
	// Since is the step at which it blocked.
	Since  int     `json:"since,omitempty"`
	Frames []Frame `json:"frames,omitempty"`
}

// Object is a lock, channel or variable of a recorded schedule.
type Object struct {
	ID int `json:"id"`
	// Kind is "chan", "Mutex", "WaitGroup", "variable", ...
	Kind string `json:"kind"`
	Expr string `json:"expr,omitempty"`
	// Holders are the goroutines that hold it, if it is a lock.
	Holders []int `json:"holders,omitempty"`
	// State describes it at the end: "closed", "2 of 3 buffered", "count 1".
	State string `json:"state,omitempty"`
	// Taken is where the holders took it.
	Taken []Frame `json:"taken,omitempty"`
}
