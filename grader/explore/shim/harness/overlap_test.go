package harness_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/harness"
	"racekit/grader/explore/shim/sync"
)

func TestWitness(t *testing.T) {
	for give := 1; give <= 3; give++ {
		var want []string
		if give < 3 {
			want = []string{map[int]string{1: "too slow: at most 1 of 3 in flight together", 2: witness2}[give]}
		}
		for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
			w := r.Witness(3)
			met := 0
			for range give {
				r.Go("in", func() {
					if w.Arrive() {
						met++
					}
				})
			}
			r.Join()
			assert.Equal(t, give, w.Max())
			assert.Equal(t, give == 3, w.Arrive(), "what was decided stays decided")
			assert.Equal(t, 3*(give/3), met)
		}) {
			assert.Equal(t, want, said(r))
			assert.True(t, r.MainDone)
			assert.Empty(t, r.Stuck)
		}
	}
}

func TestWitness_Serial(t *testing.T) {
	got := once(func(r *harness.Run) {
		w := r.Witness(3)
		for range 3 {
			w.Arrive()
		}
	})
	assert.Equal(t, []string{"too slow: at most 1 of 3 in flight together"}, said(got))
	assert.True(t, got.MainDone)
}

// A lock around what should overlap is seen in every schedule.
func TestWitness_OneLock(t *testing.T) {
	for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
		var mu sync.Mutex
		w := r.Witness(2)
		for range 2 {
			r.Go("in", func() {
				mu.Lock()
				defer mu.Unlock()
				w.Arrive()
			})
		}
		r.Join()
	}) {
		assert.Equal(t, []string{"too slow: at most 1 of 2 in flight together"}, said(r))
	}
}

// A timer that fires while a witness waits in vain is no hang.
func TestWitness_TimerOfTheTest(t *testing.T) {
	got := once(func(r *harness.Run) {
		sched.NewTimer(func() {}).Start(1_000_000_000)
		w := r.Witness(3)
		r.Go("in", func() { w.Arrive() })
		w.Arrive()
		r.Join()
	})
	assert.Equal(t, []string{"too slow: at most 1 of 3 in flight together"}, said(got))
}

// Time passes before a witness gives up; what waits for Work is no hang.
func TestWitness_WaitsForWork(t *testing.T) {
	for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
		w := r.Witness(2)
		r.Go("early", func() { w.Arrive() })
		r.Go("late", func() { r.Work(5); w.Arrive() })
		r.Join()
	}) {
		assert.Empty(t, said(r))
		assert.EqualValues(t, 5_000_000, r.Now)
	}
}

func TestIndependent(t *testing.T) {
	type testCase struct {
		name string
		prop func(*harness.Run)
		want []string
	}
	for _, tc := range []testCase{
		{"b does not need a", func(r *harness.Run) {
			r.Independent(func() { r.Work(1) }, func() {})
		}, nil},
		{"a never works", func(r *harness.Run) {
			r.Independent(func() {}, func() { r.Work(1) })
		}, nil},
		{"a waits for b", func(r *harness.Run) {
			c := make(chan int)
			r.Independent(func() { sched.Recv(c, "c"); r.Work(1) }, func() { sched.Send(c, "c")(1); r.Work(1) })
		}, nil},
		{"one lock around both", func(r *harness.Run) {
			var mu sync.Mutex
			r.Independent(
				func() { mu.Lock(); defer mu.Unlock(); r.Work(1) },
				func() { mu.Lock(); defer mu.Unlock() },
			)
		}, []string{second}},
		{"a worker of a", func(r *harness.Run) {
			c := make(chan int, 1)
			r.Independent(
				func() {
					sched.Go("worker", func() { r.Work(1); sched.Send(c, "c")(1) })
					sched.Recv(c, "c")
				},
				func() {},
			)
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, r := range all(t, sched.Options{}, tc.prop) {
				assert.Equal(t, tc.want, said(r))
				assert.True(t, r.MainDone)
				assert.Empty(t, r.Stuck)
			}
		})
	}
}

func TestWithin(t *testing.T) {
	assert.Empty(t, said(once(func(r *harness.Run) { r.Within(3, func() { r.Work(3) }) })))
	got := once(func(r *harness.Run) { r.Within(3, func() { r.Work(2); r.Work(2) }) })
	assert.Equal(t, []string{"too slow: took 4 units, bound 3"}, said(got))

	parallel := func(r *harness.Run) {
		r.Within(3, func() {
			for range 2 {
				r.Go("worker", func() { r.Work(3) })
			}
			r.Join()
		})
	}
	for _, r := range all(t, sched.Options{Early: true}, parallel) {
		assert.Empty(t, said(r), "early: %t", r.Early)
	}
}

func TestPolling(t *testing.T) {
	type testCase struct {
		name string
		prop func(*harness.Run)
		want []string
	}
	for _, tc := range []testCase{
		{"Work", func(r *harness.Run) {
			r.Go("works", func() { r.Work(2) })
			r.Settle()
			r.Join()
		}, nil},
		{"a sleep", func(r *harness.Run) {
			r.Go("sleeps", func() { sched.Sleep(5) })
			r.Join()
		}, []string{polls}},
		{"a sleep at the time of Work", func(r *harness.Run) {
			r.Go("works", func() { r.Work(1) })
			r.Go("sleeps", func() { sched.Sleep(1_000_000) })
			r.Join()
		}, []string{polls}},
		{"a timer that nobody needs", func(r *harness.Run) {
			sched.NewTimer(func() {}).Start(1_000_000_000)
			r.Go("works", func() { r.Work(1) })
			r.Join()
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, r := range all(t, sched.Options{}, tc.prop) {
				assert.Equal(t, tc.want, said(r))
				assert.True(t, r.MainDone)
			}
		})
	}
}

// Where the clock moves early, nobody waited for it.
func TestPolling_Early(t *testing.T) {
	early := 0
	for _, r := range all(t, sched.Options{Early: true}, func(r *harness.Run) {
		r.Go("works", func() { r.Work(1) })
		r.Go("runs", func() { sched.Yield() })
		r.Join()
	}) {
		assert.Empty(t, said(r))
		if r.Early {
			early++
		}
	}
	assert.NotZero(t, early)
}
