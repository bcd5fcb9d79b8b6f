package crashreport_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/crashreport"
	"racekit/grader/internal/recorded"
	"racekit/grader/stack"
)

const (
	fatal  = crashreport.Fatal
	memory = crashreport.OutOfMemory
)

// cases are the recorded programs, with what must be read from their ends. The
// line that failed is marked in the program itself.
var cases = []struct {
	name string
	kind crashreport.Kind
	// message is all of it, or a part of it followed by a star: what memory ran out
	// for differs from run to run.
	message, earlier string
}{
	{"closeclosed", crashreport.Panic, "close of closed channel", ""},
	{"closenil", crashreport.Panic, "close of nil channel", ""},
	{"customstring", crashreport.Panic, "main.word(\"first\nsecond\")", ""},
	{"deadlock", fatal, "all goroutines are asleep - deadlock!", ""},
	{"errorvalue", crashreport.Panic, "reading the list:\nit is gone", ""},
	{"fatalafterpanic", fatal, "sync: unlock of unlocked mutex", "first"},
	{"goexit", crashreport.Panic, "on the way out", ""},
	{"goroutine", crashreport.Panic, "runtime error: index out of range [3] with length 0", ""},
	{"goroutinebomb", memory, "ThreadSanitizer*", ""},
	{"lookalike", crashreport.Panic, "real", ""},
	{"maingoexit", fatal, "no goroutines (main called runtime.Goexit) - deadlock!", ""},
	{"mapiteration", fatal, "concurrent map iteration and map write", ""},
	{"mapwrites", fatal, "concurrent map writes", ""},
	{"multiline", crashreport.Panic, "first\n\nthird", ""},
	{"negativewaitgroup", crashreport.Panic, "sync: negative WaitGroup counter", ""},
	{"nested", crashreport.Panic, "third", "first, second"},
	{"nildereference", crashreport.Panic, "runtime error: invalid memory address or nil pointer dereference", ""},
	{"nilmap", crashreport.Panic, "assignment to entry in nil map", ""},
	{"outofmemory", memory, "runtime: out of memory: cannot allocate 16777216-byte block *", ""},
	{"outofmemory_data", memory, "out of memory*", ""},
	{"outofmemory_race", memory, "too many address space collisions for -race mode", ""},
	{"outofmemory_race_data", memory, "ThreadSanitizer*", ""},
	{"outofmemory_start", memory, "failed to reserve page summary memory", ""},
	{"panicinerror", fatal, "panic while printing panic value: in Error", ""},
	{"recovered", crashreport.Panic, "second", "first"},
	{"repanicked", crashreport.Panic, "only", ""},
	{"runlock", fatal, "sync: RUnlock of unlocked RWMutex", ""},
	{"sendclosed", crashreport.Panic, "send on closed channel", ""},
	{"sigquit", crashreport.Signal, "SIGQUIT: quit", ""},
	{"stackoverflow", fatal, "stack overflow", ""},
	{"structvalue", crashreport.Panic, "(main.failure) 0x*", ""},
	{"testing", crashreport.Panic, "runtime error: integer divide by zero", ""},
	{"testtimeout", crashreport.Panic, "test timed out after 200ms\nrunning tests:\n\tTestWait (0s)", ""},
	{"threadbomb", memory, "runtime/cgo: pthread_create failed: *", ""},
	{"unlock", fatal, "sync: unlock of unlocked mutex", ""},
}

// noGoroutine are the cases in which none failed, or none was printed.
var noGoroutine = map[string]bool{
	"deadlock": true, "goroutinebomb": true, "maingoexit": true, "outofmemory_race_data": true,
	"outofmemory_start": true, "sigquit": true, "threadbomb": true,
}

func TestParseRecorded(t *testing.T) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			text := recorded.Text(t, "crashes/"+tt.name+".go1.26.txt")
			got, ok := crashreport.Parse(text)
			require.True(t, ok)
			assert.Equal(t, tt.kind, got.Kind)
			if part, isPart := strings.CutSuffix(tt.message, "*"); isPart {
				assert.Contains(t, got.Message, part)
			} else {
				assert.Equal(t, tt.message, got.Message)
			}
			assert.Equal(t, tt.earlier, strings.Join(got.Earlier, ", "))
			assert.Equal(t, noGoroutine[tt.name], got.Goroutine.ID == 0)
			if got.Goroutine.ID != 0 {
				assert.Equal(t, got.Goroutine, got.Goroutines[0])
				assert.Contains(t, wantLines(t, tt.name, "crash"), ownLine(got.Goroutine))
				assert.Contains(t, wantLines(t, tt.name, "created"), ownCreated(got.Goroutine))
			}
			assert.Contains(t, text, got.Raw)
			assert.NotEmpty(t, got.Raw)
			assert.LessOrEqual(t, len(got.Raw), crashreport.MaxRaw)
		})
	}
}

// wantLines returns the lines of the recorded program with a mark, or line 0
// if there is none.
func wantLines(t *testing.T, name, mark string) map[int]string {
	name, _, _ = strings.Cut(name, "_")
	file := "main.go"
	if strings.HasPrefix(name, "test") {
		file = "main_test.go"
	}
	lines := recorded.Marks(t, "crashes/"+name+"/"+file, mark)
	if len(lines) == 0 {
		lines[0] = ""
	}
	return lines
}

// ownLine returns the innermost line of the recorded program.
func ownLine(g stack.Goroutine) int {
	for _, f := range g.Frames {
		if strings.HasPrefix(f.File, "racekit/") {
			return f.Line
		}
	}
	return 0
}

// ownCreated returns the line of the go statement, if it is in the recorded
// program.
func ownCreated(g stack.Goroutine) int {
	return ownLine(stack.Goroutine{Frames: []stack.Frame{g.Created}})
}

func TestParseReadsEveryRecordedFile(t *testing.T) {
	want := []string{"crashes/osexit.go1.26.txt", "crashes/synthetic_race_limit.txt"}
	for _, tt := range cases {
		want = append(want, "crashes/"+tt.name+".go1.26.txt")
	}
	assert.ElementsMatch(t, want, recorded.Names(t, "crashes"))
}

// All goroutines are there, for those that ask what the process was doing.
func TestParseGoroutines(t *testing.T) {
	quit, ok := crashreport.Parse(recorded.Text(t, "crashes/sigquit.go1.26.txt"))
	require.True(t, ok)
	want := recorded.Marks(t, "crashes/sigquit/main.go", "blocked")
	got := map[int]string{}
	for _, g := range quit.Goroutines {
		if line := ownLine(g); line > 0 {
			got[line] = g.State
		}
	}
	assert.Equal(t, want, got)

	deadlock, ok := crashreport.Parse(recorded.Text(t, "crashes/deadlock.go1.26.txt"))
	require.True(t, ok)
	require.Len(t, deadlock.Goroutines, 1)
	assert.Contains(t, wantLines(t, "deadlock", "crash"), ownLine(deadlock.Goroutines[0]))
}

const dump = "\ngoroutine 7 [running]:\nmain.f()\n\t/x.go:3 +0x1\n"

func TestParse(t *testing.T) {
	tests := []struct {
		name, give, message string
		kind                crashreport.Kind
	}{
		{"race detector's limit", recorded.Text(t, "crashes/synthetic_race_limit.txt"), "limit on 8128 simultaneously alive goroutines is exceeded, dying", crashreport.TooManyGoroutines},
		{"thread", "runtime: failed to create new OS thread (have 5 already; errno=11)\nruntime: may need to increase max user processes (ulimit -u)\nfatal error: newosproc\n\nruntime stack:\nruntime.throw({0x1, 0x2})\n\t/go/panic.go:1 +0x1\n", "runtime: failed to create new OS thread (have 5 already; errno=11)", memory},
		{"detector's allocator", "==9437==FATAL: ThreadSanitizer: internal allocator is out of memory trying to allocate 0x1098 bytes\n", "ThreadSanitizer: internal allocator is out of memory trying to allocate 0x1098 bytes", memory},
		{"detector, several lines", "==1==ERROR: ThreadSanitizer: out of memory: failed to allocate 0x20000 (131072) bytes of TracePart (error code: 12)\nERROR: Failed to mmap\n", "ThreadSanitizer: out of memory: failed to allocate 0x20000 (131072) bytes of TracePart (error code: 12)", memory},
		{"stacks after a while", "panic: boom\nworker 3 says hello\n" + dump, "boom", crashreport.Panic},
		{"the last of two", "panic: one\n" + dump + "panic: two\n" + dump, "two", crashreport.Panic},
		{"amid a line", "working...panic: boom\n" + dump, "boom", crashreport.Panic},
		{"amid a line, fatal", "working...fatal error: stack overflow\n\nruntime stack:\n" + dump, "stack overflow", fatal},
		{"a line about a panic", "panic: boom\nhandler: recovered panic: x\nmore\n" + dump, "boom", crashreport.Panic},
		{"look-alike without stacks, after", "panic: boom\n" + dump + "panic: made up\n", "boom", crashreport.Panic},
		{"look-alike of a signal", "SIGQUIT: quit\npanic: boom\n" + dump, "boom", crashreport.Panic},
		{"signal in Go code", "panic: nil\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x1]\n" + dump, "nil", crashreport.Panic},
		{"empty message", "panic: \n" + dump, "", crashreport.Panic},
		{"windows line ends", strings.ReplaceAll("panic: boom\n"+dump, "\n", "\r\n"), "boom", crashreport.Panic},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := crashreport.Parse(tt.give)
			require.True(t, ok)
			assert.Equal(t, tt.kind, got.Kind)
			assert.Equal(t, tt.message, got.Message)
			assert.Contains(t, got.Raw, tt.message)
		})
	}
}

func TestParseNoCrash(t *testing.T) {
	tests := []struct{ name, give string }{
		{"nothing", ""},
		{"os.Exit", recorded.Text(t, "crashes/osexit.go1.26.txt")},
		{"printed, no stacks", "panic: made up\n"},
		{"printed, fatal", "fatal error: concurrent map writes\n"},
		{"printed, out of memory", "fatal error: out of memory\n"},
		{"printed amid a line", "recovered panic: made up\ngoing on\n" + dump},
		{"printed signal", "SIGQUIT: quit\n"},
		{"a dump", dump},
		{"a race report", recorded.Text(t, "races/field.go1.26.txt")},
		{"a failed test", "--- FAIL: TestX (0.00s)\n    x_test.go:3: panic: not really\nFAIL\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := crashreport.Parse(tt.give)
			assert.False(t, ok, "%+v", got)
			assert.Zero(t, got)
		})
	}
}

// A crash after much other output, and before any of it, is found, and what is
// kept of it is bounded.
func TestParseAmidMuchText(t *testing.T) {
	noise := strings.Repeat("panic: made up, as ever\n", 10_000)
	got, ok := crashreport.Parse(noise + recorded.Text(t, "crashes/stackoverflow.go1.26.txt") + noise)
	require.True(t, ok)
	assert.Equal(t, "stack overflow", got.Message)
	assert.LessOrEqual(t, len(got.Raw), crashreport.MaxRaw)
	assert.Greater(t, len(got.Raw), crashreport.MaxRaw/2)
}

func TestParseBoundsLongLines(t *testing.T) {
	got, ok := crashreport.Parse("panic: " + strings.Repeat("あ", crashreport.MaxRaw) + "\n" + dump)
	require.True(t, ok)
	assert.LessOrEqual(t, len(got.Raw), crashreport.MaxRaw)
	assert.True(t, utf8.ValidString(got.Raw))
	assert.Equal(t, 7, got.Goroutine.ID)
}

func TestParseCutOff(t *testing.T) {
	for _, name := range recorded.Names(t, "crashes") {
		text := recorded.Text(t, name)
		whole, _ := crashreport.Parse(text)
		for cut := range recorded.Cuts(text) {
			got, ok := crashreport.Parse(cut)
			if ok && strings.HasPrefix(text, cut) && len(got.Goroutines) > 1 && got.Message == whole.Message {
				require.Equal(t, whole.Kind, got.Kind, "%s cut after %d bytes", name, len(cut))
				require.Equal(t, whole.Goroutine, got.Goroutine, "%s cut after %d bytes", name, len(cut))
			}
		}
	}
}

// Of several outputs joined, the last one that is a crash is told of.
func TestParseJoined(t *testing.T) {
	first := recorded.Text(t, "crashes/nilmap.go1.26.txt")
	for _, tt := range cases {
		second := recorded.Text(t, "crashes/"+tt.name+".go1.26.txt")
		want, _ := crashreport.Parse(second)
		got, ok := crashreport.Parse(first + second)
		require.True(t, ok)
		assert.Equal(t, want, got, tt.name)
	}
	got, ok := crashreport.Parse(first + recorded.Text(t, "crashes/osexit.go1.26.txt"))
	require.True(t, ok)
	assert.Equal(t, "assignment to entry in nil map", got.Message)
}

func FuzzParse(f *testing.F) {
	for _, name := range recorded.Names(f, "crashes") {
		f.Add(recorded.Text(f, name))
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, ok := crashreport.Parse(text)
		if ok != (got.Kind != "") || len(got.Raw) > crashreport.MaxRaw {
			t.Fatalf("%v %+v", ok, got)
		}
		if got.Goroutine.ID != 0 && len(got.Goroutines) == 0 {
			t.Fatalf("the one that failed is not among all: %+v", got)
		}
	})
}
