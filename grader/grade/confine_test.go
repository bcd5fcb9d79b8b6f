package grade_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/catalog/catalogtest"
	"racekit/grader/confine"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// What is executed and what is explored is confined, as far as this machine can, and the
// stream says how far.
func TestConfined(t *testing.T) {
	t.Parallel()
	tier, why := confine.Probe()
	if tier < confine.T1 {
		t.Skip("this machine gives T0 only: " + why)
	}
	root := newKit(t)
	hand(t, root, "spy")
	cfg := config(root, "duo")
	cfg.RequireTier = confine.T1
	l := run(t, cfg)
	assert.Equal(t, tier.String(), l.started[0].Tier)
	ex := l.exercises["duo"]
	if f := worst(ex); f != nil {
		assert.Empty(t, f.What.En)
	}
	assert.Equal(t, verdict.Pass, ex.Verdict)
}

func TestRequireTier(t *testing.T) {
	t.Parallel()
	cfg := config(newKit(t), "duo")
	cfg.RequireTier = confine.T2 + 1 // which nothing gives
	var l listener
	_, err := grade.Run(context.Background(), cfg, &l)
	require.ErrorIs(t, err, confine.ErrTier)
	assert.ErrorContains(t, err, "T3 is required, and there is T")
	assert.Empty(t, l.started, "nothing was begun")
}

// A compiler that needs too much is stopped, and the exercise whose package it is fails:
// not the others, and not the grading.
func TestCompilerIsBounded(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("compilers are bounded on Linux only")
	}
	for name, bounds := range map[string]confine.Bounds{
		"memory": {CPU: time.Minute, DataBytes: 512 << 20},
		"time":   {CPU: 2 * time.Second, DataBytes: 8 << 30},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := newKit(t)
			duo := "exercises/duo/duo.go"
			catalogtest.Write(t, root, duo, catalogtest.Read(t, root, duo)+instances(20))
			cfg := config(root)
			cfg.Compiler = bounds
			l := run(t, cfg)
			ex := l.exercises["duo"]
			require.Equal(t, verdict.DoesNotCompile, ex.Verdict)
			assert.Contains(t, worst(ex).What.En, "too much time or memory")
			assert.Equal(t, duo, worst(ex).Place.File)
			assert.Zero(t, ex.Earned)
			assert.Equal(t, verdict.Pass, l.exercises["tally"].Verdict)
		})
	}
}

// instances instantiates a function for 2^depth types.
func instances(depth int) string {
	var s strings.Builder
	s.WriteString("\ntype left[T any] struct{ t *T }\n\ntype right[T any] struct{ t *T }\n\nfunc f0[T any]() { _ = new(T) }\n")
	for i := 1; i <= depth; i++ {
		fmt.Fprintf(&s, "func f%d[T any]() { f%[2]d[left[T]](); f%[2]d[right[T]]() }\n", i, i-1)
	}
	fmt.Fprintf(&s, "\nfunc All() { f%d[int]() }\n", depth)
	return s.String()
}
