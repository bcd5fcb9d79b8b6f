package demo_test

import (
	"runtime"
	"syscall"
	"testing"

	"racekit/exercises/demo"
	"racekit/grader/harness"
)

func TestRight(t *testing.T) { harness.Check(t, func(*harness.Run) {}) }

func TestAfter(t *testing.T) { harness.Check(t, func(*harness.Run) {}) }

func TestWrong(t *testing.T) { harness.Check(t, func(r *harness.Run) { r.Errorf("wrong") }) }

func TestExit(t *testing.T) { harness.Check(t, func(*harness.Run) { demo.Exit() }) }

func TestRace(t *testing.T) { harness.Check(t, func(*harness.Run) { demo.Race() }) }

// TestTells fails with the bound of memory and the number of processors.
func TestTells(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var bound syscall.Rlimit
		if err := syscall.Getrlimit(syscall.RLIMIT_DATA, &bound); err != nil {
			r.Fatalf("%v", err)
		}
		r.Errorf("%d MiB, %d processors", bound.Max>>20, runtime.GOMAXPROCS(0))
	})
}

// TestStuck never ends by itself.
func TestStuck(t *testing.T) {
	harness.Check(t, func(*harness.Run) {
		for {
			runtime.Gosched()
		}
	})
}

// TestSilent does not ask the harness.
func TestSilent(t *testing.T) {}
