package racereport_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/internal/recorded"
	"racekit/grader/racereport"
	"racekit/grader/stack"
)

// cases are the recorded programs, with what must be read from their reports.
// Which line does what is marked in the program itself.
var cases = []struct {
	name, program string
	// reports and goroutines count those of the whole file.
	reports, goroutines int
	// call is the innermost call of one of the accesses.
	call string
}{
	{"atomicfirst", "", 1, 1, "sync/atomic.AddInt64"},
	{"atomics", "", 1, 1, "sync/atomic.AddInt64"},
	{"closing", "", 1, 1, "runtime.closechan"},
	{"closure", "", 1, 1, "main.main.func1"},
	{"field", "", 1, 2, "main.(*account).deposit"},
	{"field_log", "field", 1, 2, "main.(*account).deposit"},
	{"field_abspath", "field", 1, 2, "main.(*account).deposit"},
	{"finished", "", 1, 1, "main.main.func2"},
	{"generic", "", 1, 1, "main.(*box[go.shape.int]).put"},
	{"mainread", "", 1, 1, "main.main.func1"},
	{"maps", "", 1, 1, "runtime.mapassign_faststr"},
	{"methodvalue", "", 1, 1, "main.(*counter).add"},
	{"nested", "", 1, 2, "main.main.func1.1"},
	{"repeated", "", 2, 4, "main.main.func1"},
	{"several", "", 3, 3, "main.main.func1"},
	{"slices", "", 1, 2, "main.main.func1"},
	{"testing", "", 1, 2, "racekit/testdata/src/races/testing.TestCount.func1"},
	{"waitgroup", "", 1, 1, "runtime.racewrite"},
	{"waitgroupgo", "", 1, 2, "main.main.func1"},
}

func TestParseRecorded(t *testing.T) {
	for _, tt := range cases {
		t.Run(tt.name, func(t *testing.T) {
			program := tt.program
			if program == "" {
				program = tt.name
			}
			got, err := racereport.Parse(recorded.Text(t, "races/"+tt.name+".go1.26.txt"))
			require.NoError(t, err)
			require.Len(t, got, tt.reports)
			goroutines := 0
			for _, r := range got {
				check(t, r)
				goroutines += len(r.Goroutines)
			}
			assert.Equal(t, tt.goroutines, goroutines)
			calls := []string{got[0].Accesses[0].Frames[0].Func, got[0].Accesses[1].Frames[0].Func}
			assert.Contains(t, calls, tt.call)
			assert.Equal(t, wantMarks(t, program), marksOf(got))
		})
	}
}

func TestParseFinished(t *testing.T) {
	got, err := racereport.Parse(recorded.Text(t, "races/finished.go1.26.txt"))
	require.NoError(t, err)
	assert.Equal(t, "finished", got[0].Goroutines[0].State)
}

func TestParseReadsEveryRecordedFile(t *testing.T) {
	want := []string{"races/synthetic_blocks.txt", "races/synthetic_forgotten.txt"}
	for _, tt := range cases {
		want = append(want, "races/"+tt.name+".go1.26.txt")
	}
	assert.ElementsMatch(t, want, recorded.Names(t, "races"))
}

// check holds for every whole report.
func check(t *testing.T, r racereport.Report) {
	t.Helper()
	assert.Equal(t, r.Accesses[0].Addr>>3, r.Accesses[1].Addr>>3, "one word of memory")
	assert.NotZero(t, r.Accesses[0].Addr)
	assert.NotEqual(t, r.Accesses[0].Goroutine, r.Accesses[1].Goroutine)
	assert.Contains(t, r.Accesses[0].Op+r.Accesses[1].Op, "write")
	for _, a := range r.Accesses {
		assert.Equal(t, a.Goroutine != 0, slices.ContainsFunc(r.Goroutines, func(g racereport.Goroutine) bool { return g.ID == a.Goroutine }))
		assert.NotEmpty(t, a.Frames)
	}
	for _, g := range r.Goroutines {
		assert.Contains(t, []string{"running", "finished"}, g.State)
		assert.Contains(t, r.Raw, fmt.Sprintf("Goroutine %d (%s) created at:", g.ID, g.State))
		assert.NotEmpty(t, g.Created)
	}
	assert.True(t, strings.HasPrefix(r.Raw, "WARNING: DATA RACE\n"))
	assert.NotContains(t, r.Raw, "=====")
	assert.Equal(t, len(r.Goroutines), strings.Count(r.Raw, "created at:"))
}

func wantMarks(t *testing.T, program string) map[int][]string {
	file := "main.go"
	if program == "testing" {
		file = "main_test.go"
	}
	want := map[int][]string{}
	for line, words := range recorded.Marks(t, "races/"+program+"/"+file, "race") {
		want[line] = strings.Fields(words)
	}
	return want
}

// marksOf returns what reports say of the lines of the recorded program, in the
// words of its marks.
func marksOf(rs []racereport.Report) map[int][]string {
	marks := map[int][]string{}
	add := func(frames []stack.Frame, word string) {
		for _, f := range frames {
			if !strings.HasSuffix(f.File, "/main.go") && !strings.HasSuffix(f.File, "/main_test.go") {
				continue
			}
			if !slices.Contains(marks[f.Line], word) {
				marks[f.Line] = append(marks[f.Line], word)
				slices.Sort(marks[f.Line])
			}
			word = "caller"
		}
	}
	for _, r := range rs {
		for _, a := range r.Accesses {
			add(a.Frames, a.Op)
		}
		for _, g := range r.Goroutines {
			add(g.Created, "created")
		}
	}
	return marks
}

func TestParseForgottenStacks(t *testing.T) {
	got, err := racereport.Parse(recorded.Text(t, "races/synthetic_forgotten.txt"))
	require.NoError(t, err)
	require.Len(t, got, 1)
	got[0].Raw = ""
	assert.Equal(t, racereport.Report{
		Accesses: [2]racereport.Access{
			{Op: "write", Addr: 0xc0000180f8, Frames: []stack.Frame{{Func: "main.main", File: "racekit/testdata/src/races/lost/main.go", Line: 21}}},
			{Op: "write", Addr: 0xc0000180f8, Goroutine: 7},
		},
		Goroutines: []racereport.Goroutine{{ID: 7, State: "finished"}},
	}, got[0])
	assert.Equal(t, "write ? | write main.main racekit/testdata/src/races/lost/main.go:21", got[0].Signature())
}

// Blocks that Go 1.26 does not print, and other paths, do no harm.
func TestParseOtherBlocks(t *testing.T) {
	got, err := racereport.Parse(recorded.Text(t, "races/synthetic_blocks.txt"))
	require.NoError(t, err)
	require.Len(t, got, 1)
	got[0].Raw = ""
	assert.Equal(t, racereport.Report{
		Accesses: [2]racereport.Access{
			{Op: "atomic read", Addr: 0xc0000180f8, Goroutine: 31, Frames: []stack.Frame{{Func: "C:/kit/exercises.f", File: "C:/My Files/x.go", Line: 21}}},
			{Op: "atomic write", Addr: 0xc0000180f8, Frames: []stack.Frame{{Func: "main.main", File: "<autogenerated>", Line: 1}}},
		},
		Goroutines: []racereport.Goroutine{{ID: 31, State: "running", Created: []stack.Frame{{Func: "main.main", File: "C:/My Files/x.go", Line: 9}}}},
	}, got[0])
}

func TestParseErrors(t *testing.T) {
	head := "WARNING: DATA RACE\nWrite at 0xc0 by goroutine 7:\n"
	tests := []struct {
		name, give, want string
		reports          int
	}{
		{"banner alone", "==================\nWARNING: DATA RACE\n", "reading race report 1: 0 of its 2 accesses are there", 0},
		{"one access", head + "  main.f()\n      /x.go:1 +0x1\n", "1 of its 2 accesses are there", 1},
		{"call without place", head + "  main.f()\n", `no place of "  main.f()"`, 1},
		{"place cut off", head + "  main.f()\n      /x.g", `not a place: "      /x.g"`, 1},
		{"access cut off", head + "  main.f()\n      /x.go:1 +0x1\n\nPrevious write at 0xc", "1 of its 2 accesses are there", 1},
		{"address that is none", "WARNING: DATA RACE\nWrite at 0xzz by goroutine 7:\n", "0 of its 2 accesses are there", 0},
		{"a second banner", head + head, "reading race report 2: 1 of its 2 accesses are there", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := racereport.Parse(tt.give)
			require.ErrorContains(t, err, tt.want)
			assert.Len(t, got, tt.reports)
		})
	}
}

func TestParseNothing(t *testing.T) {
	for _, text := range []string{"", "hello\n", "==================\n", "Found 1 data race(s)\n", "race: limit on 8128 simultaneously alive goroutines is exceeded, dying\n"} {
		got, err := racereport.Parse(text)
		require.NoError(t, err, text)
		assert.Empty(t, got, text)
	}
}

// Logs of several processes can be joined, with or without a line break.
func TestParseJoined(t *testing.T) {
	a := recorded.Text(t, "races/several.go1.26.txt")
	b := recorded.Text(t, "races/field_log.go1.26.txt")
	first, err := racereport.Parse(a)
	require.NoError(t, err)
	second, err := racereport.Parse(b)
	require.NoError(t, err)
	for _, sep := range []string{"", "\n", "no line break"} {
		got, err := racereport.Parse(a + sep + b)
		require.NoError(t, err, sep)
		assert.Equal(t, slices.Concat(first, second), got, sep)
	}
}

// What the program prints in between is passed over.
func TestParseAmidOtherText(t *testing.T) {
	text := recorded.Text(t, "races/field.go1.26.txt")
	want, err := racereport.Parse(text)
	require.NoError(t, err)
	got, err := racereport.Parse(strings.ReplaceAll(text, "\n\n", "\nworking (on it)\n\n"))
	require.NoError(t, err)
	require.Len(t, got, len(want))
	assert.Equal(t, want[0].Accesses, got[0].Accesses)
	assert.Equal(t, want[0].Goroutines, got[0].Goroutines)
}

// A log that is cut off at its end keeps all reports but the last as they are.
func TestParseCutOff(t *testing.T) {
	for _, name := range recorded.Names(t, "races") {
		text := recorded.Text(t, name)
		whole, err := racereport.Parse(text)
		require.NoError(t, err)
		for cut := range recorded.Cuts(text) {
			got, _ := racereport.Parse(cut)
			if n := len(got) - 1; n > 0 && strings.HasPrefix(text, cut) {
				require.Equal(t, whole[:n], got[:n], "%s cut after %d bytes", name, len(cut))
			}
		}
	}
}

func TestSignature(t *testing.T) {
	parse := func(name string) []racereport.Report {
		rs, err := racereport.Parse(recorded.Text(t, "races/"+name+".go1.26.txt"))
		require.NoError(t, err)
		return rs
	}
	repeated, several, maps := parse("repeated"), parse("several"), parse("maps")[0]
	assert.Equal(t, repeated[0].Signature(), repeated[1].Signature(), "other goroutines, the same lines")
	assert.NotEqual(t, several[0].Signature(), several[1].Signature())
	assert.NotEqual(t, several[1].Signature(), several[2].Signature())

	turned := several[2]
	turned.Accesses[0], turned.Accesses[1] = turned.Accesses[1], turned.Accesses[0]
	assert.Equal(t, several[2].Signature(), turned.Signature(), "the order does not matter")

	assert.Contains(t, maps.Signature(), "main.main.func1 racekit/testdata/src/races/maps/main.go:", "two maps differ")
}

func FuzzParse(f *testing.F) {
	for _, name := range recorded.Names(f, "races") {
		f.Add(recorded.Text(f, name))
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := racereport.Parse(text)
		for _, r := range got {
			if r.Accesses[0].Op == "" || !strings.Contains(text, r.Raw) || r.Signature() == "" {
				t.Fatalf("a report that is not one: %+v", r)
			}
			if r.Accesses[1].Op == "" && err == nil {
				t.Fatalf("half a report and no error: %+v", r)
			}
		}
	})
}
