package cowmap

import (
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Two keys that are changed together are seen together.
func TestSnapshot(t *testing.T) {
	var m Map
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			m.Update(func(t map[string]int) {
				t["a"]++
				t["b"]--
			})
		})
	}
	torn := false
	wg.Go(func() {
		for range 3 {
			s := m.Snapshot()
			torn = torn || s["a"]+s["b"] != 0
		}
	})
	wg.Wait()
	require.False(t, torn, "half an update was seen")
	a, ok := m.Get("a")
	require.True(t, ok)
	require.Equal(t, 2, a)
}

// No writer undoes another's work.
func TestWriters(t *testing.T) {
	var m Map
	done := make(chan struct{})
	for _, key := range []string{"x", "y", "z"} {
		go func() {
			m.Put(key, len(key))
			m.Put("common", 0)
			done <- struct{}{}
		}()
	}
	for range 3 {
		<-done
	}
	require.Equal(t, 4, m.Len())
	m.Delete("common")
	require.Equal(t, map[string]int{"x": 1, "y": 1, "z": 1}, m.Snapshot())
}

// What another goroutine puts is seen some time: an hour is ample for two
// operations.
func TestEventually(t *testing.T) {
	var m Map
	done := make(chan struct{})
	go func() {
		defer close(done)
		m.Put("early", 1)
		m.Put("late", 2)
	}()
	require.Eventually(t, func() bool {
		v, ok := m.Get("late")
		return ok && v == 2
	}, time.Hour, time.Millisecond)
	_, ok := m.Get("early")
	require.True(t, ok)
	<-done
}
