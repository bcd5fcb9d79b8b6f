package iter_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/iter"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
)

// locked counts under a lock, so that others come between.
func locked(mu *sync.Mutex, x *shimtest.Var, n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for range n {
			mu.Lock()
			x.Set(x.Get() + 1)
			v := x.Get()
			mu.Unlock()
			if !yield(v) {
				return
			}
		}
	}
}

func TestPullAmongGoroutines(t *testing.T) {
	shimtest.Everywhere(t, 2, 1000, func() {
		var mu sync.Mutex
		var wg sync.WaitGroup
		var x shimtest.Var
		for range 2 {
			wg.Go(func() {
				next, stop := iter.Pull(locked(&mu, &x, 2))
				defer stop()
				last := 0
				for v, ok := next(); ok; v, ok = next() {
					assert.Greater(t, v, last)
					last = v
				}
			})
		}
		wg.Wait()
		assert.Equal(t, 4, x.Get())
		assert.Empty(t, sched.PullsOpen())
	})
}

func TestPullsOpen(t *testing.T) {
	pairs := func(yield func(int, string) bool) {
		_ = yield(1, "a") && yield(2, "b")
	}
	shimtest.Fine(t)(sched.Run(shimtest.First{}, sched.Options{}, func() {
		forgotten, _ := iter.Pull2(pairs)
		forgotten()
		_, never := iter.Pull2(pairs)
		never()
		next, _ := iter.Pull2(pairs)
		for range 3 {
			next()
		}
		k, v, ok := next()
		assert.Equal(t, []any{0, "", false}, []any{k, v, ok})
		sched.Go("other", func() { iter.Pull2(pairs) })
	}))
	open := sched.PullsOpen()
	require.Len(t, open, 2)
	assert.Equal(t, 0, open[0].G)
	assert.Equal(t, 1, open[1].G)
	sched.Run(shimtest.First{}, sched.Options{}, func() {})
	assert.Empty(t, sched.PullsOpen())
}

// A goroutine that is stuck inside of an iterator is unwound with both its stacks.
func TestUnwinding(t *testing.T) {
	unwound := 0
	for range 20 {
		r := sched.Run(shimtest.First{}, sched.Options{}, func() {
			sched.Go("stuck", func() {
				defer func() { unwound++ }()
				next, stop := iter.Pull(func(yield func(int) bool) {
					defer func() { unwound++ }()
					sched.Recv(make(chan int), "c")
					yield(1)
				})
				defer stop()
				next()
			})
		})
		require.Len(t, r.Stuck, 1)
		require.Nil(t, r.Panic)
	}
	assert.Equal(t, 40, unwound)
}

func TestPullPanics(t *testing.T) {
	r := sched.Run(shimtest.First{}, sched.Options{}, func() {
		next, _ := iter.Pull(func(func(int) bool) { panic("inside") })
		next()
	})
	require.NotNil(t, r.Panic)
	assert.Equal(t, "inside", r.Panic.Value)
	assert.Empty(t, sched.PullsOpen())
}
