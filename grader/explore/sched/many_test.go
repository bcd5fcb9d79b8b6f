package sched_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/sched/schedtest"
)

func TestManyGoroutines(t *testing.T) {
	const want = 10_000
	sum := 0
	r := sched.Run(schedtest.First{}, sched.Options{Steps: 100_000}, func() {
		c := make(chan int)
		for range want {
			sched.Go("g", func() { sched.Send(c, "c")(1) })
		}
		for range want {
			sum += sched.Recv(c, "c")
		}
	})
	assert.Equal(t, want, sum)
	assert.Equal(t, want+1, r.Goroutines)
	assert.True(t, r.MainDone)
	assert.Empty(t, r.Stuck)
}

func TestDeepRecursion(t *testing.T) {
	ran := false
	r := run(func() {
		sched.Go("g", func() { deep(100_000, func() { sched.Yield(); ran = true }) })
		deep(100_000, sched.Yield)
	})
	assert.True(t, ran)
	assert.True(t, r.MainDone)
}

// A large channel takes no more memory than what is sent on it, and keeps the order.
func TestLargeChannels(t *testing.T) {
	const many = 5000
	sum, left := 0, 0
	r := sched.Run(schedtest.First{}, sched.Options{Steps: 100_000}, func() {
		none := make(chan struct{}, 1<<40)
		sched.Send(none, "none")(struct{}{})
		sched.Recv(none, "none")
		c := make(chan *int, 3000)
		sched.Go("sends", func() {
			for i := range many {
				sched.Send(c, "c")(&i)
			}
		})
		sched.Yield()
		for i := range many {
			if *sched.Recv(c, "c") == i {
				sum++
			}
		}
		left = sched.Len(c, "c")
	})
	assert.Equal(t, many, sum)
	assert.Zero(t, left)
	assert.True(t, r.MainDone)
	assert.Empty(t, r.Stuck)
}

// A channel is known by its address, in its schedule only.
func TestChannelsAndVariablesWithTheSameAddress(t *testing.T) {
	for range 1000 {
		r := run(func() {
			c := make(chan int, 1)
			assert.Zero(t, sched.Len(c, "c"), "what a channel holds is forgotten with the schedule")
			sched.Send(c, "c")(1)
		})
		require.True(t, r.MainDone)
	}
}

// The happens-before relation is what the memory model says, for the race detector and
// for the vector clocks; the program says of each part of it whether there is a race.
func TestEdges(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	const own = "racekit/grader/explore/"
	exe := filepath.Join(t.TempDir(), "edges")
	args := []string{"build", "-race", "-ldflags=-checklinkname=0", "-o", exe}
	for _, pkg := range []string{"sched", "sched/schedtest", "step", "outcome", "shim/..."} {
		args = append(args, "-gcflags="+own+pkg+"=-race=false")
	}
	build := exec.Command("go", append(args, "./testdata/edges")...)
	if out, err := build.CombinedOutput(); err != nil {
		if strings.Contains(string(out), "requires cgo") || strings.Contains(string(out), "C compiler") {
			t.Skip("needs the race detector")
		}
		require.NoError(t, err, "%s", out)
	}
	program := exec.Command(exe)
	program.Env = append(os.Environ(), "GORACE=exitcode=0 log_path="+exe)
	out, err := program.Output()
	require.NoError(t, err, "%s", out)
	got := strings.Split(strings.TrimSpace(string(out)), "\n")
	for _, line := range got {
		name, found, _ := strings.Cut(line, "\t")
		want := "false\tfalse"
		if strings.HasSuffix(name, ": race") {
			want = "true\ttrue"
		}
		assert.Equal(t, want, found, name)
	}
	assert.True(t, strings.HasPrefix(got[len(got)-1], "everything, 10000 of 10000 times"), got[len(got)-1])
}
