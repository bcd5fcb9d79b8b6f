package coroutine_test

import (
	"errors"
	"slices"
	"sync/atomic"
	"testing"

	"racekit/solutions/coroutine"

	"racekit/grader/harness"
)

// Body and caller take turns. The body does not begin before the first Resume, goes from
// one yield to the next in each Resume, and rests while the caller runs.
func TestOneSideAtATime(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var steps atomic.Int32
		var resumed atomic.Bool // Resume is running
		step := func() {
			steps.Add(1)
			if !resumed.Load() {
				r.Errorf("the body was running outside of Resume()")
			}
		}
		turns := int32(r.Size(50, 3))
		// Where nothing was begun, there is nothing to end, and nothing left behind.
		_ = coroutine.New(func(int, func(int) (int, bool)) error { return nil })
		co := coroutine.New(func(_ int, yield func(int) (int, bool)) error {
			for range turns {
				step()
				yield(0)
			}
			step()
			return nil
		})
		for turn := range turns + 1 {
			r.Settle() // whoever can run has run
			if n := steps.Load(); n != turn {
				r.Fatalf("steps of the body after %d Resume(): %d; want %d", turn, n, turn)
			}
			resumed.Store(true)
			co.Resume(0)
			resumed.Store(false)
		}
		r.Settle()
		if n, want := steps.Load(), turns+1; n != want {
			r.Errorf("steps of the body after the last Resume(): %d; want %d", n, want)
		}
	})
}

// What Resume is given arrives in the body, and what the body yields comes out of that
// Resume, for each coroutine by itself.
func TestValuesGoBothWays(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var cos []*coroutine.Co[int, int]
		for range 2 {
			cos = append(cos, coroutine.New(func(in int, yield func(int) (int, bool)) error {
				for sum, ok := in, true; ok && in != 0; sum += in {
					in, ok = yield(sum)
				}
				return nil
			}))
		}
		sums := make([]int, len(cos))
		for in := 1; in <= r.Size(50, 2); in++ {
			for i, co := range cos {
				sums[i] += in * (i + 1)
				if got, err := co.Resume(in * (i + 1)); got != sums[i] || err != nil {
					r.Errorf("Resume(%d) = %d, %v; want %d, nil", in*(i+1), got, err, sums[i])
				}
			}
		}
		for _, co := range cos {
			if got, err := co.Resume(0); got != 0 || !errors.Is(err, coroutine.ErrDone) {
				r.Errorf("Resume(0) at the end = %d, %v; want 0, %v", got, err, coroutine.ErrDone)
				co.Stop() // what is left behind is not the point here
			}
		}
	})
}

// Stop lets a paused body end, and returns after the last of its deferred functions.
// Where nothing is paused there is nothing to wait for.
func TestStopWaitsForTheBody(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var ended atomic.Bool
		var refused atomic.Int32
		co := coroutine.New(func(_ int, yield func(int) (int, bool)) error {
			defer func() {
				r.Settle() // whoever does not wait for this has gone on
				ended.Store(true)
			}()
			for turn := range 3 {
				if in, ok := yield(turn); in != 0 || ok {
					r.Errorf("yield() after Stop() = %d, %t; want 0, false", in, ok)
				}
				refused.Add(1)
			}
			return errBroken
		})
		co.Resume(7)
		co.Stop()
		if !ended.Load() {
			r.Errorf("Stop() returned before the body did")
		} else if n := refused.Load(); n != 3 {
			r.Errorf("returns of yield() after Stop(): %d; want 3, the body goes on to its end", n)
		}

		fresh := coroutine.New(func(int, func(int) (int, bool)) error {
			r.Errorf("the body ran though Stop() came before the first Resume()")
			return nil
		})
		over := coroutine.New(func(int, func(int) (int, bool)) error { return nil })
		over.Resume(7)
		for _, co := range []*coroutine.Co[int, int]{co, fresh, over} {
			co.Stop()
			co.Stop()
			if got, err := co.Resume(7); got != 0 || !errors.Is(err, coroutine.ErrDone) {
				r.Errorf("Resume() after Stop() = %d, %v; want 0, %v", got, err, coroutine.ErrDone)
			}
		}
	})
}

// A range loop gets the values one by one, and nothing else. However it ends, by itself,
// by an error of the body, by a break or by a panic, the body has ended after it.
func TestLoopStopsTheBody(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		for _, way := range []string{"end", "error", "break", "panic"} {
			var ended atomic.Bool
			var made atomic.Int32
			co := coroutine.New(func(_ struct{}, yield func(int) (struct{}, bool)) error {
				defer ended.Store(true)
				for i := range 3 {
					made.Add(1)
					if _, ok := yield(i); !ok {
						break
					}
				}
				if way == "error" {
					return errBroken
				}
				return nil
			})
			got, want := []int{}, []int{0, 1, 2}
			if way == "break" || way == "panic" {
				want = want[:2]
			}
			func() {
				defer func() { recover() }()
				for value := range coroutine.Seq(co) {
					got = append(got, value)
					if n := int(made.Load()); n != len(got) {
						r.Errorf("loop with %s: the body has made %d values after %d turns of the loop", way, n, len(got))
					}
					if value == 1 && way == "break" {
						break
					}
					if value == 1 && way == "panic" {
						panic(way)
					}
				}
			}()
			if !slices.Equal(got, want) {
				r.Errorf("loop with %s: got %d; want %d", way, got, want)
			}
			if !ended.Load() {
				r.Errorf("loop with %s: the body has not ended after it", way)
			}
		}
	})
}

// How the body ends is told once, by the Resume in which it ends; after that, there is
// only ErrDone. This test is the last, because where nobody recovers a panic, nothing
// comes after it.
func TestEndReachesResume(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		for _, end := range []struct {
			yields, panics bool
			value          any
		}{{true, false, errBroken}, {true, true, errBroken}, {false, true, "broken"}} {
			co := coroutine.New(func(_ int, yield func(int) (int, bool)) error {
				if end.yields {
					yield(7)
				}
				if end.panics {
					panic(end.value)
				}
				return errBroken
			})
			if end.yields {
				co.Resume(0)
			}
			got, err := co.Resume(0)
			var p *coroutine.PanicError
			switch {
			case got != 0 || err == nil:
				r.Errorf("the body ends: Resume() = %d, %v; want 0 and an error", got, err)
			case end.panics && (!errors.As(err, &p) || p.Value != end.value):
				r.Errorf("the body panics: Resume() error = %v; want a *PanicError of %v", err, end.value)
			case !end.panics && !errors.Is(err, errBroken):
				r.Errorf("the body fails: Resume() error = %v; want %v", err, errBroken)
			}
			for range 2 {
				if got, err := co.Resume(0); got != 0 || !errors.Is(err, coroutine.ErrDone) {
					r.Errorf("after the end: Resume() = %d, %v; want 0, %v", got, err, coroutine.ErrDone)
				}
			}
		}
	})
}

var errBroken = errors.New("broken")
