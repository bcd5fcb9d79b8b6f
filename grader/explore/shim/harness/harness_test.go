package harness_test

import (
	"errors"
	"runtime"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/harness"
	"racekit/grader/explore/shim/sync"
	shim "racekit/grader/explore/shim/testing"
)

var _ require.TestingT = (*harness.Run)(nil)

func TestCheck_Right(t *testing.T) {
	for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
		var mu sync.Mutex
		n := 0
		for range r.Size(1000, 2) {
			r.Go("adder", func() { mu.Lock(); n++; mu.Unlock() })
		}
		r.Join()
		require.Equal(r, 2, n)
	}) {
		assert.True(t, r.MainDone)
		assert.Empty(t, r.Reports)
		assert.Empty(t, r.Stuck)
		assert.Nil(t, r.Panic)
	}
}

func TestCheck_Wrong(t *testing.T) {
	after := false
	type testCase struct {
		name string
		give func(*harness.Run)
		want []string
	}
	for _, tc := range []testCase{
		{"Errorf", func(r *harness.Run) { r.Errorf("Value() = %d; want %d\n", 7, 8) }, []string{"wrong result: Value() = 7; want 8"}},
		{"FailNow after it", func(r *harness.Run) { r.Errorf("a"); r.FailNow(); after = true }, []string{"wrong result: a"}},
		{"FailNow", func(r *harness.Run) { r.FailNow(); after = true }, []string{"wrong result: FailNow"}},
		{"Fatalf", func(r *harness.Run) { r.Fatalf("a"); after = true }, []string{"wrong result: a"}},
		{"require", func(r *harness.Run) { require.Fail(r, "a"); after = true }, nil},
		{"Fatalf in Go", func(r *harness.Run) {
			r.Go("fails", func() { r.Fatalf("wrong"); after = true })
			r.Join()
			r.FailNow()
		}, []string{"wrong result: wrong"}},
		{"Goexit", func(r *harness.Run) { runtime.Goexit(); after = true }, []string{exits}},
		{"Goexit in Go", func(r *harness.Run) {
			r.Go("exits", func() { runtime.Goexit(); after = true })
			r.Join()
		}, []string{exits}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := once(tc.give)
			require.Len(t, got.Reports, 1)
			if tc.want != nil {
				assert.Equal(t, tc.want, said(got))
			}
			assert.True(t, got.MainDone)
			assert.Empty(t, got.Stuck)
			assert.Nil(t, got.Panic)
			assert.False(t, after)
		})
	}
}

func TestErrorf_Place(t *testing.T) {
	const pkg = "racekit/grader/explore/shim/harness_test."
	for want, give := range map[string]func(*harness.Run){
		"TestErrorf_Place.func1": func(r *harness.Run) { help(r) },
		"TestErrorf_Place.func2": func(r *harness.Run) { assert.Fail(r, "no") },
	} {
		got := once(give)
		require.Len(t, got.Reports, 1)
		require.NotEmpty(t, got.Reports[0].Frames)
		assert.Equal(t, pkg+want, got.Reports[0].Frames[0].Func)
	}
}

//go:noinline
func help(r *harness.Run) {
	r.Helper()
	r.Errorf("no")
}

func TestCheck_Panic(t *testing.T) {
	for _, give := range []func(*harness.Run){
		func(r *harness.Run) { panic(errors.New("boom")) },
		func(r *harness.Run) {
			r.Go("bad", func() { bang() })
			r.Join()
			r.Errorf("never reached")
		},
	} {
		got := once(give)
		require.NotNil(t, got.Panic)
		assert.Equal(t, "boom", got.Panic.Value)
		assert.Regexp(t, `^panic\(.*\n.*\nracekit/grader/explore/shim/harness_test\.`, got.Panic.Stack)
		assert.Empty(t, got.Reports)
	}
}

func bang() { panic("boom") }

func TestOpen_AllOrders(t *testing.T) {
	orders := map[string]bool{}
	for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
		order := ""
		for _, name := range []string{"a", "b", "c"} {
			r.Go(name, func() { order += name })
		}
		r.Join()
		sched.Log(order)
	}) {
		orders[r.Logs[0]] = true
	}
	assert.Len(t, orders, 6)
}

func TestGo_BeforeOpenDoesNotStart(t *testing.T) {
	started := false
	got := once(func(r *harness.Run) {
		r.Go("one", func() { started = true })
		r.Settle()
		if started {
			r.Errorf("started")
		}
	})
	assert.Empty(t, got.Reports)
	assert.True(t, got.MainDone)
	assert.False(t, started, "nobody opened the gate")
}

func TestSettle(t *testing.T) {
	for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
		gate := make(chan struct{})
		waiting := 0
		for range 2 {
			r.Go("waiter", func() { waiting++; sched.Recv(gate, "gate") })
		}
		r.Open()
		r.Settle()
		if waiting != 2 {
			r.Errorf("waiting = %d; want 2", waiting)
		}
		sched.Close(gate, "gate")
		r.Join()
	}) {
		assert.Empty(t, r.Reports)
		assert.Empty(t, r.Stuck)
		assert.True(t, r.MainDone)
	}
}

func TestContext_CancelledAfterTheProperty(t *testing.T) {
	for _, r := range all(t, sched.Options{}, func(r *harness.Run) {
		ctx := r.Context()
		assert.NoError(t, ctx.Err())
		sched.Go("left", func() { sched.Recv(ctx.Done(), "ctx.Done()") })
	}) {
		assert.Empty(t, r.Stuck)
		assert.Empty(t, r.Reports)
	}
}

func TestRand_IsTheSameInEverySchedule(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range all(t, sched.Options{Seed: 3}, func(r *harness.Run) {
		r.Go("a", func() {})
		r.Go("b", func() {})
		r.Join()
		sched.Log(strconv.FormatUint(r.Rand().Uint64(), 10))
	}) {
		seen[r.Logs[0]] = true
	}
	assert.Len(t, seen, 1)
}

func TestCheck_TellsTheTest(t *testing.T) {
	failed := false
	sched.Run(first{}, sched.Options{}, func() {
		shim.Run("TestX", func(t *shim.T) {
			t.Cleanup(func() { failed = t.Failed() })
			harness.Check(t, func(r *harness.Run) { r.Errorf("x") })
		})
	})
	assert.True(t, failed)
}
