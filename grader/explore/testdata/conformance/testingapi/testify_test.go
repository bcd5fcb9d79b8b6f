package testingapi

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTestifyAssert(t *testing.T) {
	c := make(chan int, 2)
	c <- 1
	ok := assert.Equal(t, 1, <-c)
	a := assert.New(t)
	t.Log(ok, a.Empty(c), a.NotNil(c), a.True(cap(c) == 2))
	t.Log(assert.ElementsMatch(t, []int{2, 1}, []int{1, 2}))
}

func TestTestifyRequire(t *testing.T) {
	r := require.New(t)
	errX := errors.New("x")
	errs := make(chan error)
	go func() { errs <- errX }()
	r.ErrorIs(<-errs, errX)
	require.NoError(t, nil)
	r.Len([]int{1}, 1)
	t.Log("passed")
}

func TestTestifyPanics(t *testing.T) {
	require.Panics(t, func() { var c chan int; close(c) })
	require.PanicsWithValue(t, "v", func() { panic("v") })
	t.Log(assert.PanicsWithError(t, "send on closed channel", func() {
		c := make(chan int)
		close(c)
		c <- 1
	}))
	assert.NotPanics(t, func() {})
}

func TestTestifyEventually(t *testing.T) {
	var ready atomic.Bool
	var wg sync.WaitGroup
	wg.Go(func() { ready.Store(true) })
	t.Log(assert.Eventually(t, ready.Load, 10*time.Second, 2*time.Millisecond))
	wg.Wait()
}

func TestTestifyEventuallyAfterSleep(t *testing.T) {
	var n atomic.Int32
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range 2 {
			time.Sleep(10 * time.Millisecond)
			n.Add(1)
		}
	}()
	require.Eventually(t, func() bool { return n.Load() == 2 }, 10*time.Second, 5*time.Millisecond)
	<-done
	t.Log(n.Load())
}

func TestTestifyNever(t *testing.T) {
	var closed atomic.Bool
	t.Log(assert.Never(t, closed.Load, 40*time.Millisecond, 10*time.Millisecond))
}

func TestTestifyEventuallyWithT(t *testing.T) {
	var n atomic.Int32
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		assert.GreaterOrEqual(c, n.Add(1), int32(2))
	}, 10*time.Second, 5*time.Millisecond)
	t.Log(n.Load() >= 2)
}

func TestTestifyWithinDuration(t *testing.T) {
	start := time.Now()
	time.Sleep(5 * time.Millisecond)
	t.Log(assert.WithinDuration(t, start, time.Now(), time.Minute))
	assert.WithinRange(t, time.Now(), start, start.Add(time.Minute))
}

func TestTestifyMessages(t *testing.T) {
	var tb fake
	t.Log(assert.Equal(&tb, 1, 2, "msg %d", 7))
	t.Log(assert.Nil(&tb, make(chan int, 1)))
	t.Log(tb.failed)
}

type fake struct{ failed int }

func (f *fake) Errorf(string, ...any) { f.failed++ }

func TestTestifyInSubtests(t *testing.T) {
	var mu sync.Mutex
	seen := map[string]bool{}
	t.Run("group", func(t *testing.T) {
		for _, n := range []string{"x", "y"} {
			t.Run(n, func(t *testing.T) {
				t.Parallel()
				mu.Lock()
				defer mu.Unlock()
				require.False(t, seen[n])
				seen[n] = true
			})
		}
	})
	require.Equal(t, map[string]bool{"x": true, "y": true}, seen)
	t.Log(len(seen))
}
