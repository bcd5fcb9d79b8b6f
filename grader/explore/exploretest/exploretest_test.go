package exploretest_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/explore/exploretest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// said is a test that takes down what is said to it.
type said struct {
	ctx          context.Context
	errors, logs []string
}

func (s *said) Helper()                  {}
func (s *said) Context() context.Context { return s.ctx }
func (s *said) Logf(format string, args ...any) {
	s.logs = append(s.logs, fmt.Sprintf(format, args...))
}
func (s *said) Errorf(format string, args ...any) {
	s.errors = append(s.errors, fmt.Sprintf(format, args...))
}

const racing = `package p

import (
	"os"
	"sync"
	"testing"
)

func TestGood(t *testing.T) {
	var mu sync.Mutex
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { mu.Lock(); n++; mu.Unlock() })
	}
	wg.Wait()
	if n != 2 {
		t.Error(n)
	}
}

func TestBad(t *testing.T) {
	var mu sync.Mutex
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			seen := n
			mu.Unlock()
			mu.Lock()
			n = seen + 1
			mu.Unlock()
		})
	}
	wg.Wait()
	if n != 2 {
		t.Errorf("n = %d, want 2", n)
	}
}

func TestSkip(t *testing.T) { t.Skip("another day") }

func TestRefused(t *testing.T) { os.Exit(0) }
`

// module writes a module of one package.
func module(t *testing.T) string {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(dir+"/go.mod", []byte("module example.com/p\n\ngo 1.26\n"), 0o644))
	require.NoError(t, os.WriteFile(dir+"/p_test.go", []byte(racing), 0o644))
	return dir
}

func TestRun(t *testing.T) {
	t.Setenv("RACEKIT_SCRATCH", t.TempDir())
	s := &said{ctx: t.Context()}
	exploretest.Run(s, nil, exploretest.Dir(module(t)), exploretest.Schedules(200), exploretest.WithoutRace())

	require.Len(t, s.errors, 2, "%q", s.errors)
	all := strings.Join(s.errors, "\n")
	for _, want := range []string{
		"exploring example.com/p.TestBad:\nTestBad  wrong result: lost update of n\n  | p_test.go:38: n = 1, want 2\n",
		"racekit replay v1:example.com/p.TestBad:",
		"exploring example.com/p.TestRefused:\n",
		"uses os.Exit, which cannot be controlled",
	} {
		assert.Contains(t, all, want)
	}
	require.Len(t, s.logs, 2)
	slices.Sort(s.logs) // they end in any order
	assert.Regexp(t, `^example.com/p.TestGood: all \d+ schedules that there are$`, s.logs[0])
	assert.Equal(t, "example.com/p.TestSkip: another day", s.logs[1])
}

func TestRun_Options(t *testing.T) {
	t.Setenv("RACEKIT_SCRATCH", t.TempDir())
	s := &said{ctx: t.Context()}
	good := exploretest.Tests(regexp.MustCompile("Good"))
	exploretest.Run(s, []string{"."}, exploretest.Dir(module(t)), good, exploretest.Time(20*time.Millisecond), exploretest.Seed(2), exploretest.WithoutRace())
	assert.Empty(t, s.errors)
	assert.Len(t, s.logs, 1)
}

func TestRun_NothingToExplore(t *testing.T) {
	t.Setenv("RACEKIT_SCRATCH", t.TempDir())
	s := &said{ctx: t.Context()}
	exploretest.Run(s, []string{"./none"}, exploretest.Dir(module(t)))
	require.Len(t, s.errors, 1)
	assert.Contains(t, s.errors[0], "no Go packages")
}
