package harness

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/record"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var _ require.TestingT = (*Run)(nil)

// once executes prop once, with generous bounds.
func once(prop func(*Run)) record.End {
	return onceWithin(record.Test{Name: "x/TestX", CPU: 20 * time.Second, Wall: 2 * time.Minute, Memory: 1 << 30}, prop)
}

func onceWithin(bounds record.Test, prop func(*Run)) record.End {
	return execute(settings{Test: bounds, number: 1, seed: 7, procs: 2}, prop)
}

func TestExecute_Right(t *testing.T) {
	end := once(func(r *Run) {
		var n atomic.Int64
		for range 8 {
			r.Go("adder", func() { n.Add(1) })
		}
		r.Join()
		require.EqualValues(r, 8, n.Load())
	})
	assert.True(t, end.OK(), "got %+v", end)
	assert.Equal(t, "x/TestX", end.Test)
}

func TestExecute_Wrong(t *testing.T) {
	after := false
	end := once(func(r *Run) {
		r.Errorf("Value() = %d; want %d\n", 7, 8)
		r.FailNow()
		after = true
	})
	require.Len(t, end.Wrong, 1)
	assert.Regexp(t, `^harness_test\.go:\d+: Value\(\) = 7; want 8$`, end.Wrong[0])
	assert.False(t, after, "FailNow returned")
	assert.Empty(t, end.Left, "what a property that was cut off leaves behind is not a leak")
}

func TestExecute_FailNowAlone(t *testing.T) {
	end := once(func(r *Run) { r.FailNow() })
	assert.False(t, end.OK())
}

func TestExecute_Panic(t *testing.T) {
	end := once(func(r *Run) { panic(errors.New("boom")) })
	require.NotNil(t, end.Panic)
	assert.Equal(t, "boom", end.Panic.Value)
	assert.Contains(t, end.Panic.Stack, "TestExecute_Panic")
}

func TestExecute_PanicInGo(t *testing.T) {
	end := once(func(r *Run) {
		r.Go("bad", func() { panic("boom") })
		r.Join()
	})
	require.NotNil(t, end.Panic)
	assert.Equal(t, "boom", end.Panic.Value)
}

// released lets goroutines that a test left stuck on purpose end before goleak looks.
func released(t *testing.T) (gate chan struct{}) {
	gate = make(chan struct{})
	t.Cleanup(func() { close(gate) })
	return gate
}

func TestExecute_DeadlockInReach(t *testing.T) {
	// The test's goroutine waits on a channel that this test can reach, so no profile
	// can prove it: it is a deadlock because the process stays at rest.
	gate := released(t)
	end := once(func(r *Run) { <-gate })
	require.NotNil(t, end.Stuck)
	assert.Equal(t, record.StuckDeadlock, end.Stuck.Kind)
	assert.False(t, end.Stuck.Proved)
	assert.Contains(t, end.Stuck.Dump, "chan receive")
}

func TestExecute_Hang(t *testing.T) {
	var stop atomic.Bool
	t.Cleanup(func() { stop.Store(true) })
	bounds := record.Test{CPU: 200 * time.Millisecond, Wall: time.Minute, Memory: 1 << 30}
	end := onceWithin(bounds, func(r *Run) {
		for !stop.Load() {
		}
	})
	require.NotNil(t, end.Stuck)
	assert.Equal(t, record.StuckHang, end.Stuck.Kind)
}

func TestExecute_Memory(t *testing.T) {
	gate := released(t)
	bounds := record.Test{CPU: time.Minute, Wall: time.Minute, Memory: 64 << 20}
	end := onceWithin(bounds, func(r *Run) {
		hog := make([]byte, 128<<20)
		<-gate
		hog[0] = 1
	})
	require.NotNil(t, end.Stuck)
	assert.Equal(t, record.StuckMemory, end.Stuck.Kind)
}

func TestExecute_Leak(t *testing.T) {
	gate := released(t)
	end := once(func(r *Run) {
		go func() { <-gate }()
	})
	assert.Contains(t, end.Left, "chan receive")
	assert.Nil(t, end.Stuck)
}

func TestExecute_RunnableIsWaitedFor(t *testing.T) {
	end := once(func(r *Run) {
		go func() {
			for i := 0; i < 2e7; i++ {
				_ = i
			}
		}()
	})
	assert.True(t, end.OK(), "got %+v", end)
}

func TestContext_CancelledAfterTheProperty(t *testing.T) {
	end := once(func(r *Run) {
		ctx := r.Context()
		assert.NoError(t, ctx.Err())
		go func() { <-ctx.Done() }()
	})
	assert.True(t, end.OK(), "got %+v", end)
}

func TestWitness(t *testing.T) {
	type testCase struct {
		name string
		give int // goroutines that arrive
		want []record.Slow
	}
	for _, tc := range []testCase{
		{"all of three", 3, nil},
		{"two of three", 2, []record.Slow{{Kind: record.SlowWitness, Want: 3, Got: 2, Exact: true}}},
		{"one of three", 1, []record.Slow{{Kind: record.SlowWitness, Want: 3, Got: 1, Exact: true}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var most int
			var met atomic.Int32
			end := once(func(r *Run) {
				w := r.Witness(3)
				for range tc.give {
					r.Go("in", func() {
						if w.Arrive() {
							met.Add(1)
						}
					})
				}
				r.Join()
				most = w.Max()
				assert.Equal(t, tc.give == 3, w.Arrive(), "what was decided stays decided")
			})
			assert.Equal(t, tc.give, most)
			for i := range end.Slow {
				assert.Contains(t, end.Slow[i].Dump, "Arrive")
				end.Slow[i].Dump = ""
			}
			assert.Equal(t, tc.want, end.Slow)
		})
	}
}

func TestWitness_SerialDoesNotHang(t *testing.T) {
	end := once(func(r *Run) {
		w := r.Witness(3)
		for range 3 {
			w.Arrive()
		}
	})
	require.Len(t, end.Slow, 1)
	assert.Equal(t, 1, end.Slow[0].Got)
	assert.Nil(t, end.Stuck)
}

func TestWitness_IsNotJudgedByAnEarlierInstant(t *testing.T) {
	g := newGuard(newMeter(record.Test{}))
	before := g.watch.moves.Load()
	judged := 0
	g.watch.add(overlap, func(string) { judged++ })
	assert.False(t, g.release(instant{}, before))
	assert.Zero(t, judged)
	assert.True(t, g.release(instant{}, g.watch.moves.Load()))
	assert.Equal(t, 1, judged)
}

func TestWitness_IsMetEveryTime(t *testing.T) {
	for seed := range uint64(300) {
		end := execute(settings{
			Test: record.Test{CPU: time.Minute, Wall: time.Minute, Memory: 1 << 30}, seed: seed, procs: int(seed%4) + 1,
		}, func(r *Run) {
			w := r.Witness(8)
			for range 8 {
				r.Go("in", func() { w.Arrive() })
			}
			r.Join()
		})
		require.True(t, end.OK(), "seed %d: got %+v", seed, end)
	}
}

func TestSettle(t *testing.T) {
	end := once(func(r *Run) {
		gate := make(chan struct{})
		var waiting atomic.Int32
		for range 4 {
			r.Go("waiter", func() { waiting.Add(1); <-gate })
		}
		r.Open()
		r.Settle()
		if got := waiting.Load(); got != 4 {
			r.Errorf("waiting = %d; want 4", got)
		}
		close(gate)
		r.Join()
	})
	assert.True(t, end.OK(), "got %+v", end)
}

func TestSettle_Polling(t *testing.T) {
	type testCase struct {
		name string
		poll func()
	}
	for _, tc := range []testCase{
		{"running", func() {}},
		{"sleeping", func() { time.Sleep(time.Millisecond) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var stop atomic.Bool
			var left sync.WaitGroup
			t.Cleanup(func() { stop.Store(true); left.Wait() })
			gate := released(t)
			end := once(func(r *Run) {
				left.Go(func() {
					for !stop.Load() {
						tc.poll()
					}
				})
				r.Settle()
				<-gate
			})
			require.NotNil(t, end.Stuck)
			assert.Equal(t, record.StuckHang, end.Stuck.Kind)
			assert.True(t, end.Stuck.Polling)
		})
	}
}

func TestIndependent(t *testing.T) {
	type testCase struct {
		name string
		prop func(*Run)
		want int // demands not met
	}
	for _, tc := range []testCase{
		{"b does not need a", func(r *Run) {
			r.Independent(func() { r.Work(1) }, func() {})
		}, 0},
		{"a never works", func(r *Run) {
			r.Independent(func() {}, func() {})
		}, 0},
		{"a waits for b", func(r *Run) {
			c := make(chan int)
			r.Independent(func() { <-c }, func() { c <- 1 })
		}, 0},
		{"one lock around both", func(r *Run) {
			var mu sync.Mutex
			r.Independent(
				func() { mu.Lock(); defer mu.Unlock(); r.Work(1) },
				func() { mu.Lock(); defer mu.Unlock() },
			)
		}, 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			end := once(tc.prop)
			assert.Len(t, end.Slow, tc.want)
			assert.Nil(t, end.Stuck)
			assert.Empty(t, end.Left)
		})
	}
}

func TestWithin(t *testing.T) {
	fast := once(func(r *Run) { r.Within(1, func() {}) })
	assert.Empty(t, fast.Slow)
	slow := once(func(r *Run) { r.Within(1, func() { r.Work(200) }) })
	require.Len(t, slow.Slow, 1)
	assert.False(t, slow.Slow[0].Exact, "a clock proves nothing by itself")
}

func TestGo_OrderComesFromTheSeed(t *testing.T) {
	order := func(seed uint64) (got []int) {
		var mu sync.Mutex
		execute(settings{Test: record.Test{CPU: time.Minute, Wall: time.Minute, Memory: 1 << 30}, seed: seed, procs: 1}, func(r *Run) {
			for i := range 8 {
				r.Go("one", func() { mu.Lock(); defer mu.Unlock(); got = append(got, i) })
			}
			r.Join()
		})
		return got
	}
	assert.NotEqual(t, order(1), order(2))
	assert.ElementsMatch(t, order(1), order(2))
}

func TestRun_ErrorfNamesTheTestsLine(t *testing.T) {
	end := once(func(r *Run) { assert.Fail(r, "no") })
	require.Len(t, end.Wrong, 1)
	assert.Regexp(t, `^harness_test\.go:\d+: `, end.Wrong[0])
}

func TestSeedFor(t *testing.T) {
	assert.NotEqual(t, SeedFor(1, "a/TestA"), SeedFor(1, "a/TestB"))
	assert.NotEqual(t, SeedFor(1, "a/TestA"), SeedFor(2, "a/TestA"))
	assert.Equal(t, SeedFor(1, "a/TestA"), SeedFor(1, "a/TestA"))
}

func TestContextIsPlain(t *testing.T) {
	end := once(func(r *Run) {
		ctx, cancel := context.WithCancel(r.Context())
		cancel()
		<-ctx.Done()
	})
	assert.True(t, end.OK())
}
