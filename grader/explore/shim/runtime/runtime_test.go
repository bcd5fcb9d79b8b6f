package runtime_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/runtime"
	"racekit/grader/explore/shim/shimtest"
)

func TestGoroutines(t *testing.T) {
	shimtest.Everywhere(t, 1, 100, func() {
		assert.Equal(t, 1, runtime.NumGoroutine())
		c := make(chan int)
		sched.Go("other", func() {
			defer sched.Close(c, "c")
			runtime.Gosched()
			runtime.Goexit()
		})
		assert.Equal(t, 2, runtime.NumGoroutine())
		sched.Recv(c, "c")
	})
	assert.Equal(t, 1, runtime.NumGoroutine())
}

func TestCaller(t *testing.T) {
	_, file, line, ok := runtime.Caller(0)
	assert.True(t, ok)
	assert.Equal(t, "runtime_test.go", filepath.Base(file))
	assert.Equal(t, 30, line)
	pcs := make([]uintptr, 10)
	f, _ := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)]).Next()
	assert.Contains(t, f.Function, "TestCaller")
}

func TestProcessors(t *testing.T) {
	for range 2 {
		sched.Run(shimtest.First{}, sched.Options{}, func() {
			assert.Equal(t, runtime.NumCPU(), runtime.GOMAXPROCS(0))
			assert.Equal(t, runtime.NumCPU(), runtime.GOMAXPROCS(1))
			assert.Equal(t, 1, runtime.GOMAXPROCS(-1))
		})
	}
}

// These must not disturb the scheduler.
func TestThreads(t *testing.T) {
	shimtest.Everywhere(t, 1, 10, func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		sched.Go("other", func() {
			runtime.LockOSThread()
			runtime.Gosched()
		})
		runtime.Gosched()
		runtime.GC()
		x := new(int)
		runtime.SetFinalizer(x, func(*int) { t.Error("called") })
		runtime.AddCleanup(x, func(int) { t.Error("called") }, 1).Stop()
		runtime.KeepAlive(x)
	})
}
