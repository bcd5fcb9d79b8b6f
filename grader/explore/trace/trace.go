// Package trace turns the record of a schedule that failed into an explanation: which
// lines, which variable, which goroutines, in which order, and why; in English and in
// Japanese.
//
// It says what the record holds and what follows from it, and nothing else. Where the
// record is silent, so is the explanation: a file that cannot be read leaves positions,
// an object without a name is called by its kind and number, and a failure that no
// pattern fits is told as what happened in which order.
//
// It decides nothing: what failed and of which class it is, the explorer knows.
package trace

import (
	"racekit/grader/explore/outcome"
	"racekit/grader/verdict"
)

// Version is that of the JSON form. It grows when a reader of the old form would
// misunderstand the new one; fields that are added do not change it.
const Version = 1

// Source reads the files of the explored program. Path is what the frames of the record
// call the file.
type Source interface {
	File(path string) ([]byte, error)
}

// SourceFunc is a function that is a Source.
type SourceFunc func(path string) ([]byte, error)

// File calls f.
func (f SourceFunc) File(path string) ([]byte, error) { return f(path) }

// Options say where the program's source is.
type Options struct {
	// Source may be nil: then objects without an expression in the record are called by
	// their kind.
	Source Source
	// Roots are the directories of the user's code, as frames spell them: a place is the
	// innermost frame below one of them, and its file is relative to that. Without such a
	// frame it is the innermost one that has the look of being outside of GOROOT.
	Roots []string
	// Learner reports whether a file, relative to its root, is one that the learner may
	// edit. Nil: all below a root that are not tests.
	Learner func(file string) bool
}

// Explanation is what can be said of a test that was explored. It is self-contained, and
// its JSON form is the trace for tools.
type Explanation struct {
	Version int    `json:"version"`
	Test    string `json:"test"`
	// Class is empty if no schedule failed. Also are further classes that the same
	// schedule showed.
	Class outcome.Class   `json:"class,omitempty"`
	Also  []outcome.Class `json:"also,omitempty"`
	// Pattern is a name for what is behind the class: "lost update", "check-then-act",
	// "lock order", "self-deadlock", ... It is empty if none was recognised.
	Pattern Pattern `json:"pattern,omitempty"`
	// Title is the first line, Why one or two sentences.
	Title verdict.Text `json:"title"`
	Why   verdict.Text `json:"why,omitzero"`
	// Messages are what the test, the runtime or the harness said.
	Messages []Said `json:"messages,omitempty"`
	// Where are the lines to look at first.
	Where []verdict.Place `json:"where,omitempty"`
	// Facts are further sentences: who holds what, which lines are the gap.
	Facts []verdict.Text `json:"facts,omitempty"`
	// Often says how many of the schedules fail; Found, in which this was seen first.
	Often verdict.Text `json:"often,omitzero"`
	Found verdict.Text `json:"found,omitzero"`
	// Caveats say what weakens all of this: a schedule that was cut off, one that did not
	// repeat.
	Caveats []verdict.Text `json:"caveats,omitempty"`

	// Rows are the schedule, Columns the goroutines that have one, Watched the objects
	// whose states the rows tell.
	Rows    []Row    `json:"rows,omitempty"`
	Columns []int    `json:"columns,omitempty"`
	Watched []string `json:"watched,omitempty"`
	// Goroutines are those that take part; Others is how many more there were.
	Goroutines []Goroutine `json:"goroutines,omitempty"`
	Others     int         `json:"others,omitempty"`
	Objects    []Object    `json:"objects,omitempty"`

	// Waits are the goroutines that can never go on, those of a cycle first.
	Waits []Wait `json:"waits,omitempty"`
	// Race is there for a data race.
	Race *Race `json:"race,omitempty"`
	// Loops are what goroutines repeat that get nowhere.
	Loops []Loop `json:"loops,omitempty"`
}

// Pattern is a cause that is known by name.
type Pattern string

// The patterns that are recognised.
const (
	LostUpdate   Pattern = "lost update"
	CheckThenAct Pattern = "check-then-act"
	TornRead     Pattern = "inconsistent reads"
	SplitLock    Pattern = "split critical section"
	LockOrder    Pattern = "lock order"
	SelfLock     Pattern = "self-deadlock"
	NoUnlock     Pattern = "missing unlock"
	LostSignal   Pattern = "lost wake-up"
	NoLoop       Pattern = "wait without a loop"
	NilChannel   Pattern = "nil channel"
	NoDone       Pattern = "missing Done"
	CopiedGroup  Pattern = "copied WaitGroup"
)

// Said is a message and who said it where.
type Said struct {
	Text string        `json:"text"`
	G    int           `json:"g"`
	At   verdict.Place `json:"at,omitzero"`
}

// RowKind is what a row is.
type RowKind string

// The kinds of rows. All but Step stand across the columns.
const (
	Step   RowKind = "step"
	Switch RowKind = "switch" // a forced one: G is paused
	Clock  RowKind = "clock"
	More   RowKind = "more" // steps that are left out
	Repeat RowKind = "repeat"
	Mark   RowKind = "mark" // a remark on the step above
)

// Row is a line of the schedule.
type Row struct {
	Kind RowKind `json:"kind"`
	// N numbers the steps from 1; it is 0 for others.
	N int `json:"n,omitempty"`
	// G is the goroutine, -1 for nobody.
	G    int           `json:"g"`
	Text verdict.Text  `json:"text"`
	At   verdict.Place `json:"at,omitzero"`
	// State has what Explanation.Watched were after the row; "" is unknown.
	State []string `json:"state,omitempty"`
	// First and Last are the numbers of the recorded steps that the row is made of.
	First int `json:"first,omitempty"`
	Last  int `json:"last,omitempty"`
}

// Goroutine is a goroutine of the schedule. The number is that of the record.
type Goroutine struct {
	G int `json:"g"`
	// Name is the function that its go statement called, as the source calls it; Started
	// is that statement. Test: it runs the test function.
	Name    string        `json:"name"`
	Started verdict.Place `json:"started,omitzero"`
	Parent  int           `json:"parent"`
	Test    bool          `json:"test,omitempty"`
	// State is "done", "ready" or what it is blocked in, at the end; At is where it stands.
	State string        `json:"state"`
	At    verdict.Place `json:"at,omitzero"`
}

// Object is a lock, channel or variable.
type Object struct {
	ID   int    `json:"id"`
	Kind string `json:"kind"`
	// Name is unique in the explanation.
	Name string `json:"name"`
	// State is how it was at the end, as far as that is known.
	State string `json:"state,omitempty"`
}

// Wait is a goroutine that can never go on.
type Wait struct {
	G int `json:"g"`
	// Op is the kind of step that it is blocked in, At where.
	Op string        `json:"op"`
	At verdict.Place `json:"at,omitzero"`
	// Object is what it waits for; Here is what the source calls it at that line, if that
	// differs. Both may be empty.
	Object string `json:"object,omitempty"`
	Here   string `json:"here,omitempty"`
	// Holds are the locks that it holds meanwhile.
	Holds []Held `json:"holds,omitempty"`
	// For are the goroutines that hold what it waits for.
	For []int `json:"for,omitempty"`
	// Cycle: it waits, by way of others or not, for itself.
	Cycle bool `json:"cycle,omitempty"`
	// Why says why nobody can end the wait. It may be empty.
	Why verdict.Text `json:"why,omitzero"`
}

// Held is a lock that is held, and where it was taken.
type Held struct {
	Object string        `json:"object"`
	At     verdict.Place `json:"at,omitzero"`
}

// Race are two accesses that nothing orders, the earlier first as far as that is known.
type Race struct {
	Object   string    `json:"object,omitempty"`
	Accesses [2]Access `json:"accesses"`
	// Spawned are the go statements that the goroutines come from, outermost first.
	Spawned []Spawn `json:"spawned,omitempty"`
}

// Access is one side of a data race.
type Access struct {
	// G is the goroutine, -1 if the record does not tell.
	G  int           `json:"g"`
	Op string        `json:"op"`
	At verdict.Place `json:"at,omitzero"`
	// Holds are the locks that the goroutine held then. Known: the record tells that.
	Holds []string `json:"holds,omitempty"`
	Known bool     `json:"known,omitempty"`
	// Value is what was read or written, if known.
	Value string `json:"value,omitempty"`
}

// Spawn is a go statement.
type Spawn struct {
	Parent int           `json:"parent"`
	G      int           `json:"g"`
	At     verdict.Place `json:"at,omitzero"`
}

// Loop is what a goroutine does again and again.
type Loop struct {
	G     int             `json:"g"`
	Does  verdict.Text    `json:"does"`
	Lines []verdict.Place `json:"lines,omitempty"`
}
