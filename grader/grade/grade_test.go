package grade_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/verdict"
)

func TestSubmissions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		want   verdict.Verdict
		earned int
		says   string // of what happened
	}{
		{"right", verdict.Pass, 100, ""},
		{"output", verdict.Pass, 100, ""},
		{"child", verdict.Pass, 100, ""},
		{"syntax", verdict.DoesNotCompile, 0, "expected"},
		{"type", verdict.DoesNotCompile, 0, "cannot use"},
		{"signature", verdict.DoesNotCompile, 0, "too many arguments"},
		{"missing_function", verdict.DoesNotCompile, 0, "undefined: duo.Both"},
		{"wrong_package", verdict.DoesNotCompile, 0, "the exercise is package duo"},
		{"empty", verdict.DoesNotCompile, 0, "missing or empty"},
		{"redeclared", verdict.DoesNotCompile, 0, "Size redeclared"},
		{"cycle", verdict.DoesNotCompile, 0, "import cycle"},
		{"internal", verdict.DoesNotCompile, 0, "internal package"},
		{"link", verdict.DoesNotCompile, 0, "missing not defined"},
		{"too_large", verdict.DoesNotCompile, 0, ""},
		{"needs_helper", verdict.DoesNotCompile, 0, "undefined: helper"},
		{"panic", verdict.Panic, 0, "nil map"},
		{"panic_goroutine", verdict.Panic, 0, "close of closed channel"},
		{"exit", verdict.Panic, 0, "exit status 0"},
		{"goexit", verdict.WrongResult, 0, ""},
		{"init_exit", verdict.Panic, 0, "exit status 0"},
		{"init_panic", verdict.Panic, 0, "too early"},
		{"init_explored", verdict.Panic, 0, "not here"},
		{"init_forged", verdict.Panic, 0, ""},
		{"race", verdict.DataRace, 0, "n at duo.go"},
		{"deadlock", verdict.Deadlock, 0, "chan receive"},
		{"leak", verdict.GoroutineLeak, 0, "chan send"},
		{"wrong", verdict.WrongResult, 50, ""},
		{"hang", verdict.Hang, 0, "still running"},
		{"memory", verdict.OutOfMemory, 0, "bound of memory"},
		{"goroutines", verdict.OutOfMemory, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			root := newKit(t)
			line := hand(t, root, tt.name)
			l := run(t, config(root, "duo"))
			ex := l.exercises["duo"]
			assert.Equal(t, tt.want, ex.Verdict)
			assert.Equal(t, tt.earned, ex.Earned)
			assert.Equal(t, 100, ex.Points)
			assert.True(t, ex.Counts)
			assert.False(t, ex.Untouched)
			f := worst(ex)
			if tt.want == verdict.Pass {
				assert.Nil(t, f)
				return
			}
			require.NotNil(t, f)
			assert.Contains(t, f.What.En, tt.says)
			if line > 0 {
				assert.Equal(t, "exercises/duo/duo.go", f.Place.File)
				assert.Equal(t, line, f.Place.Line, f.What.En)
			}
		})
	}
}

// worst is the first finding of the worst verdict.
func worst(ex verdict.Exercise) *verdict.Finding {
	for _, f := range ex.Findings {
		return &f
	}
	for _, test := range ex.Tests {
		if test.Verdict == ex.Verdict {
			return test.Finding
		}
	}
	return nil
}

func TestStub(t *testing.T) {
	t.Parallel()
	l := run(t, config(newKit(t)))
	assert.Equal(t, []string{"tally", "relay", "duo"}, l.order)
	duo, tally := l.exercises["duo"], l.exercises["tally"]
	assert.True(t, duo.Untouched)
	assert.Equal(t, verdict.TooSlow, duo.Verdict)
	assert.Equal(t, 50, duo.Earned)
	assert.Contains(t, duo.Tests[0].Finding.What.En, "at most 1 of 2")
	assert.Equal(t, 1, duo.Tests[0].Executions, "one definite failure decides a test")
	assert.Equal(t, 2, duo.Tests[1].Executions)
	assert.Equal(t, map[verdict.Verdict]int{verdict.Pass: 2}, duo.Tests[1].Tally)
	assert.Equal(t, verdict.Pass, tally.Verdict)
	assert.False(t, tally.Untouched)

	s := l.summary
	assert.Equal(t, 300, s.Points)
	assert.Equal(t, 250, s.Earned)
	assert.Equal(t, "duo", s.Next)
	assert.Equal(t, []int{3, 2, 2}, []int{s.Graded, s.Passed, s.Untouched})
	assert.Positive(t, s.PeakBytes)
	assert.False(t, s.Interrupted)
}
