package lru

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// Three goroutines put and get: what is found is right, the size is kept, and
// what is not there was pushed out.
func TestConcurrent(t *testing.T) {
	var evicted atomic.Int32
	c := New(2, func(int, string) { evicted.Add(1) })
	names := []string{"zero", "one", "two"}
	wrong := make([]string, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Add(1)
		go func() {
			defer wg.Done()
			// HISTORY: call Put(i, name), then its return.
			c.Put(i, name)
			for k := range 2 {
				// HISTORY: call Get(k), then its return with the value.
				if v, ok := c.Get(k); ok && v != names[k] {
					wrong[i] = v
				}
			}
		}()
	}
	wg.Wait()
	require.Equal(t, make([]string, len(names)), wrong)
	require.Len(t, c.Keys(), 2)
	require.EqualValues(t, 1, evicted.Load())
}

// The order of use, made certain by waiting for the other goroutine.
func TestOrder(t *testing.T) {
	c := New[string, int](2, nil)
	done := make(chan struct{})
	go func() {
		c.Put("a", 1)
		c.Put("b", 2)
		close(done)
	}()
	<-done
	v, ok := c.Get("a")
	require.True(t, ok)
	require.Equal(t, 1, v)
	c.Put("c", 3)
	require.Equal(t, []string{"c", "a"}, c.Keys())
}
