package lin_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/explore/exploretest"
	"racekit/grader/explore/lin"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// said is a test that takes down what is said to it.
type said struct{ errors, logs []string }

func (s *said) Helper()                  {}
func (s *said) Context() context.Context { return context.Background() }
func (s *said) Logf(format string, args ...any) {
	s.logs = append(s.logs, fmt.Sprintf(format, args...))
}
func (s *said) Errorf(format string, args ...any) {
	s.errors = append(s.errors, fmt.Sprintf(format, args...))
}

// counter is the model of a number that calls add to; they return what it was before.
var counter = lin.Model[int]{
	Init: 10,
	Step: func(n int, in, out any) (bool, int) { return out == n, n + in.(int) },
}

func add(n any) func() any { return func() any { return n } }

func TestCheck_OneAfterTheOther(t *testing.T) {
	h := lin.New(counter)
	c := h.Client()
	assert.Equal(t, 10, c.Do(1, add(10)), "Do returns what the call returned")
	c.Do(2, add(11))
	h.Client().Do(1, add(13))
	var s said
	h.Check(&s)
	assert.Empty(t, s.errors)

	h.Client().Do(1, add(13))
	h.Check(&s)
	require.Len(t, s.errors, 1)
	assert.Equal(t, `not linearizable: no order of these calls explains what they returned:
client 0: 1 -> 10  [1, 2]
client 0: 2 -> 11  [3, 4]
client 1: 1 -> 13  [5, 6]
client 2: 1 -> 13  [7, 8]`, s.errors[0])
}

// Calls that overlap may come in either order; calls that do not may not.
func TestCheck_Overlap(t *testing.T) {
	overlap := func(h *lin.History[int], first, second int) {
		a, b := h.Client(), h.Client()
		a.Do(1, func() any {
			b.Do(1, add(second))
			return first
		})
	}
	for _, returned := range [][2]int{{10, 11}, {11, 10}} {
		h := lin.New(counter)
		overlap(h, returned[0], returned[1])
		h.Check(t)
	}
	h := lin.New(counter)
	overlap(h, 10, 10)
	var s said
	h.Check(&s)
	assert.Len(t, s.errors, 1)
}

func TestCheck_NoCalls(t *testing.T) { lin.New(counter).Check(t) }

// Without the explorer it checks the history that happened.
func TestCheck_Natively(t *testing.T) {
	var n atomic.Int64
	n.Store(10)
	h := lin.New(counter)
	var wg sync.WaitGroup
	for range 4 {
		c := h.Client()
		wg.Go(func() {
			for range 20 {
				c.Do(1, func() any { return int(n.Add(1)) - 1 })
			}
		})
	}
	wg.Wait()
	h.Check(t)
}

// TestExplored explores structures that are right, and structures that are not.
func TestExplored(t *testing.T) {
	t.Setenv("RACEKIT_SCRATCH", t.TempDir())
	var s said
	exploretest.Run(&s, []string{"./testdata/structures"}, exploretest.Schedules(1000), exploretest.WithoutRace())
	wrong := map[string]string{
		"TestStackWrong":    `(?s)not linearizable.*client 0: push\("a"\)`,
		"TestQueueWrong":    `(?s)not linearizable.*pop\(\) -> "a".*pop\(\) -> "a"`,
		"TestRegisterWrong": `(?s)not linearizable.*<nil> -> \[1 0\]|<nil> -> \[2 1\]`,
	}
	assert.Len(t, s.errors, len(wrong), "%s", strings.Join(s.errors, "\n"))
	for name, want := range wrong {
		all := strings.Join(s.errors, "\n")
		_, text, ok := strings.Cut(all, "structures."+name+":\n")
		if assert.True(t, ok, "%s was not found to be wrong", name) {
			assert.Regexp(t, regexp.MustCompile(want), text)
		}
	}
	assert.Len(t, s.logs, 3, "the right ones")
}
