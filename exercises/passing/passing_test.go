package passing_test

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"

	"racekit/exercises/passing"

	"racekit/grader/harness"
)

// Every value arrives once, in the order in which next returned it. Next is asked for
// one value at a time.
func TestEachValueOnceInOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		s := source{r: r, values: r.Size(1000, 3), end: io.EOF}
		goOn := make(chan struct{})
		results := passing.Stream(r.Context(), func() (int, error) {
			<-goOn
			return s.next()
		})
		close(goOn) // Stream has not waited for next
		for want := range s.values {
			s.want(results, want, nil)
		}
	})
}

// The error arrives last, together with the value that next returned with it, and next
// is not called again.
func TestErrorArrivesLastWithItsValue(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		s := source{r: r, values: r.Size(100, 2), end: errBroken}
		results := passing.Stream(r.Context(), s.next)
		for range s.values {
			if got := <-results; got.Err != nil {
				r.Fatalf("received error %v before all values; want it last", got.Err)
			}
		}
		s.want(results, s.values, errBroken)
		r.Settle() // Stream has done all that it does after an error
		if n, want := int(s.calls.Load()), s.values+1; n != want {
			r.Errorf("calls of next(): %d; want %d, the last one failed", n, want)
		}
	})
}

// Several goroutines receive. Each value goes to one of them, and all of them end when
// the source does, whether by io.EOF or by another error.
func TestEveryReceiverEnds(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		for _, end := range []error{io.EOF, errBroken} {
			s := source{r: r, values: r.Size(300, 2), end: end}
			received := make([]atomic.Int32, s.values)
			var failed atomic.Int32
			results := passing.Stream(context.Background(), s.next) // a goroutine that waits for its end stays
			for range r.Size(3, 2) {
				r.Go("receiver", func() {
					for got := range results {
						if got.Err == nil {
							received[got.Value].Add(1)
						} else {
							failed.Add(1)
						}
					}
				})
			}
			r.Join()
			for value := range received {
				if n := received[value].Load(); n != 1 {
					r.Fatalf("value %d was received %d times; want 1", value, n)
				}
			}
			want := int32(1)
			if end == io.EOF {
				want = 0
			}
			if n := failed.Load(); n != want {
				r.Errorf("%v was received %d times; want %d", end, n, want)
			}
		}
	})
}

// Nobody receives. Stream waits and does not run ahead, and a cancel ends it there.
func TestCancelFreesTheSender(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		const ahead = 16
		s := source{r: r, values: ahead + 2, end: io.EOF}
		ctx, cancel := context.WithCancel(context.Background())
		passing.Stream(ctx, s.next)
		r.Settle() // Stream waits for a receiver
		calls := s.calls.Load()
		if calls > ahead {
			r.Errorf("nobody receives: calls of next(): %d; want at most %d", calls, ahead)
		}
		cancel()
		r.Settle() // whoever hears of the cancel has acted
		if n := s.calls.Load(); n != calls {
			r.Errorf("calls of next() after the cancel: %d; want 0", n-calls)
		}
	})
}

// After the end of its context, Stream calls next no more. It closes the channel when
// no call is running, so that whoever sees it closed may close the source.
func TestCancelStopsTheSource(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		ctx, cancel := context.WithCancel(context.Background())
		s := source{r: r, values: 8, end: io.EOF, third: func() {
			cancel()
			r.Settle() // whoever hears of the cancel has acted, and this call still runs
		}}
		for _, calls := range []int32{3, 0} {
			s.calls.Store(0)
			for got := range passing.Stream(ctx, s.next) {
				if got.Err != nil || got.Value >= int(s.calls.Load()) {
					r.Errorf("received value %d, error %v; next() did not return that", got.Value, got.Err)
				}
			}
			if s.running.Load() != 0 {
				r.Errorf("the channel was closed while next() was running")
			}
			if n := s.calls.Load(); n != calls {
				r.Errorf("calls of next(): %d; want %d, and none after the cancel", n, calls)
			}
		}
	})
}

var errBroken = errors.New("broken")

// source has a next that returns 0, 1, 2 and so on, and after that many values end.
type source struct {
	r      *harness.Run
	values int
	end    error
	third  func() // runs inside the third call, if it is there

	calls, running atomic.Int32
}

func (s *source) next() (int, error) {
	if n := s.running.Add(1); n > 1 {
		s.r.Errorf("%d calls of next() at the same time; want 1", n)
	}
	defer s.running.Add(-1)
	value := int(s.calls.Add(1)) - 1
	if value == 2 && s.third != nil {
		s.third()
	}
	switch {
	case value < s.values:
		return value, nil
	case s.end == io.EOF:
		return 0, io.EOF
	default:
		return value, s.end
	}
}

// want demands that value and err are received next.
func (s *source) want(results <-chan passing.Result[int], value int, err error) {
	s.r.Helper()
	got, open := <-results
	if !open {
		s.r.Fatalf("the channel was closed before value %d, error %v", value, err)
	}
	if got.Value != value || got.Err != err {
		s.r.Fatalf("received value %d, error %v; want value %d, error %v", got.Value, got.Err, value, err)
	}
}
