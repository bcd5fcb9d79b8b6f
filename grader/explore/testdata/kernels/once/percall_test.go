// OnceValue made anew in every call: each call has a once of its own. Breaks in
// every schedule of two calls: two ids are made.

package once

import (
	"sync"
	"sync/atomic"
	"testing"
)

func makeIDs(t *testing.T, made *atomic.Int64, id func() int64) {
	ids := make(chan int64, 2)
	for range 2 {
		go func() { ids <- id() }()
	}
	if a, b := <-ids, <-ids; a != b {
		t.Errorf("ids %d and %d of %d made", a, b, made.Load())
	}
}

// want: wrong result
func TestPerCallBug(t *testing.T) {
	var made atomic.Int64
	makeIDs(t, &made, func() int64 {
		return sync.OnceValue(func() int64 { return made.Add(1) })()
	})
}

func TestPerCallFixed(t *testing.T) {
	var made atomic.Int64
	makeIDs(t, &made, sync.OnceValue(func() int64 { return made.Add(1) }))
}
