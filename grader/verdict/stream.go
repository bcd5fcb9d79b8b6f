package verdict

// Version is the version of the stream. It grows when a reader of the old version
// would be misled by the new one; new fields alone do not change it.
const Version = 1

// Start says what is going to be graded, and how.
type Start struct {
	Version int `json:"version"`
	// Kit identifies the exercises: a digest of their tests and metadata.
	Kit string `json:"kit,omitempty"`
	// Harness is the digest of the kit's own sources that are linked into what is executed.
	Harness string `json:"harness,omitempty"`
	// Go is the toolchain, as "go1.26.8 linux/amd64".
	Go string `json:"go,omitempty"`
	// Race: executions are watched by the race detector.
	Race bool `json:"race"`
	// Leaks: the runtime's goroutine leak profile is available.
	Leaks bool `json:"leaks"`
	// Seed is where start orders and perturbations come from.
	Seed uint64 `json:"seed"`
	// Runs is the number of executions of each test, at most.
	Runs int `json:"runs"`
	// Schedules is how many schedules of each test are explored, at most; 0: none.
	Schedules int `json:"schedules,omitempty"`
	// Fresh: no verdict of an earlier grading is taken over.
	Fresh bool `json:"fresh,omitempty"`
	// Slugs are the exercises, in the order of the course.
	Slugs []string `json:"slugs"`
	// Dir is the folder that was graded, as the caller named it. It is empty where the
	// kit's own exercises were.
	Dir string `json:"dir,omitempty"`
	// Tier is how far the graded processes were confined, "T0" to "T2"; package confine says
	// what that means.
	Tier string `json:"tier,omitempty"`
	// Notices are things to know about this grading ("the race detector is missing").
	Notices []Text `json:"notices,omitempty"`
}

// Progress says where a long grading is. It has no place in a result.
type Progress struct {
	// Doing is the phase, as a short sentence.
	Doing Text `json:"doing"`
	// Done of Total steps of this phase; Total is 0 where it is not known.
	Done  int `json:"done,omitempty"`
	Total int `json:"total,omitempty"`
}

// Note is something about a submission that is not a finding: a file that was not
// taken, a test file that was changed.
type Note struct {
	File string `json:"file"`
	Text Text   `json:"text"`
	// Remedy is a command that mends it, empty if nothing needs mending.
	Remedy string `json:"remedy,omitempty"`
}

// Test is the result of one test.
type Test struct {
	Name    string  `json:"name"`
	Title   Text    `json:"title"`
	Verdict Verdict `json:"verdict"`
	// Earned is Points or 0.
	Points int `json:"points"`
	Earned int `json:"earned"`
	// Executions is how many were done; Tally says how each of them ended.
	Executions int             `json:"executions"`
	Tally      map[Verdict]int `json:"tally,omitempty"`
	// Explored is nil where the test was not explored.
	Explored *Explored `json:"explored,omitempty"`
	// Finding explains the verdict. It is nil for a pass.
	Finding *Finding `json:"finding,omitempty"`
	// Millis is the time that the executions took, added up, in milliseconds.
	Millis int64 `json:"millis,omitempty"`
}

// Exercise is the result of one exercise.
type Exercise struct {
	Slug  string `json:"slug"`
	Title Text   `json:"title"`
	// Dir is the exercise's folder, relative to the tree that was graded.
	Dir string `json:"dir"`
	// Verdict is the worst of its tests' and its own findings'.
	Verdict Verdict `json:"verdict"`
	Points  int     `json:"points"`
	Earned  int     `json:"earned"`
	// Untouched: the files are those that the kit ships.
	Untouched bool `json:"untouched,omitempty"`
	// Counts is false where the kit's own files were changed: Earned is then what it
	// would have been, and adds nothing to the total.
	Counts bool `json:"counts"`
	// Remembered: an earlier grading decided it, of the same files, tests, kit and toolchain
	// and with the same flags.
	Remembered bool `json:"remembered,omitempty"`
	// Files has the digest of each of the learner's files that was graded, by its path
	// relative to the tree: "sha256:" and 64 hexadecimal digits, of the text with line ends
	// as on Unix. It is empty for a file that could not be taken: one that is missing, say.
	Files map[string]string `json:"files,omitempty"`
	// Digest is one of the exercise as it was used: its metadata, tests and files of the kit.
	Digest string `json:"digest,omitempty"`
	// Bounds are what one execution may use.
	Bounds Bounds `json:"bounds,omitzero"`
	Tests  []Test `json:"tests"`
	// Findings are those of the exercise as a whole: it does not compile, say.
	Findings []Finding `json:"findings,omitempty"`
	Notes    []Note    `json:"notes,omitempty"`
}

// Bounds are what one execution may use: times in milliseconds, memory in bytes.
type Bounds struct {
	CPU    int64 `json:"cpuMillis"`
	Wall   int64 `json:"wallMillis"`
	Memory int64 `json:"memoryBytes"`
}

// Summary closes a stream.
type Summary struct {
	// Points and Earned add up the exercises that count and could be graded.
	Points int `json:"points"`
	Earned int `json:"earned"`
	// Graded exercises, those that Passed whole and count, those Untouched.
	Graded    int `json:"graded"`
	Passed    int `json:"passed"`
	Untouched int `json:"untouched"`
	// Remembered are those that an earlier grading decided.
	Remembered int `json:"remembered,omitempty"`
	// NotCounted and NotGraded name the exercises left out of the total.
	NotCounted []string `json:"notCounted,omitempty"`
	NotGraded  []string `json:"notGraded,omitempty"`
	// Next is the slug of the exercise to do next, empty when all are done.
	Next string `json:"next,omitempty"`
	// Interrupted: the grading was stopped; what was decided by then is above.
	Interrupted bool `json:"interrupted,omitempty"`
	// Millis is the wall time of the grading in milliseconds, PeakBytes the largest
	// memory that any of its processes held.
	Millis    int64 `json:"millis,omitempty"`
	PeakBytes int64 `json:"peakBytes,omitempty"`
}

// Percent is the score from 0 to 100, rounded down, and 0 where nothing counted.
func (s Summary) Percent() int {
	if s.Points == 0 {
		return 0
	}
	return s.Earned * 100 / s.Points
}
