package lin_test

import (
	"fmt"
	"sync/atomic"

	"racekit/grader/explore/lin"
)

// printer is the t of an ordinary test.
type printer struct{}

func (printer) Helper()                           {}
func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }

// A counter that two clients increment, each in a goroutine of its own in a real test. Here
// the second one starts between the two halves of the first one's increment.
func ExampleHistory() {
	model := lin.Model[int64]{
		Step:     func(n int64, in, out any) (bool, int64) { return out == n+1, n + 1 },
		Describe: func(in, out any) string { return fmt.Sprintf("inc() -> %d", out) },
	}
	var n atomic.Int64
	inc := func(between func()) any {
		seen := n.Load()
		between()
		n.Store(seen + 1)
		return seen + 1
	}

	h := lin.New(model)
	a, b := h.Client(), h.Client()
	a.Do(nil, func() any {
		return inc(func() {
			b.Do(nil, func() any { return inc(func() {}) })
		})
	})
	h.Check(printer{})
	// Output:
	// not linearizable: no order of these calls explains what they returned:
	// client 0: inc() -> 1  [1, 4]
	// client 1: inc() -> 1  [2, 3]
}
