package retry

import (
	"context"
	"errors"
	"math/rand"
	"sync/atomic"
	"testing"
	"time"
)

var errFlaky = errors.New("flaky")

// Two clients of a server that fails three times in all: four attempts do.
func TestSuccess(t *testing.T) {
	var served atomic.Int32
	result := make(chan error)
	for seed := range 2 {
		go func() {
			p := Policy{4, time.Millisecond, time.Second, rand.New(rand.NewSource(int64(seed)))}
			_, err := p.Do(context.Background(), func(context.Context) error {
				if served.Add(1) <= 3 {
					return errFlaky
				}
				return nil
			})
			result <- err
		}()
	}
	for range 2 {
		if err := <-result; err != nil {
			t.Errorf("gave up: %v", err)
		}
	}
	if n := served.Load(); n != 5 {
		t.Errorf("%d requests, want 3 failures and 2 successes", n)
	}
}

// Attempts used up, and an error that is not worth another attempt.
func TestFailure(t *testing.T) {
	p := Policy{Attempts: 3, Base: time.Millisecond, Max: 2 * time.Millisecond}
	fail := func(context.Context) error { return errFlaky }
	if n, err := p.Do(t.Context(), fail); n != 3 || !errors.Is(err, errFlaky) {
		t.Errorf("%d calls, %v", n, err)
	}
	hopeless := func(context.Context) error { return Permanent(errFlaky) }
	if n, err := p.Do(t.Context(), hopeless); n != 1 || err != errFlaky {
		t.Errorf("%d calls, %v", n, err)
	}
}

// Cancelled at any moment, it gives up then or at the end of its attempts.
func TestCancel(t *testing.T) {
	p := Policy{Attempts: 3, Base: time.Hour, Max: time.Hour}
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	type outcome struct {
		n   int
		err error
	}
	result := make(chan outcome)
	go func() {
		n, err := p.Do(ctx, func(context.Context) error { calls++; return errFlaky })
		result <- outcome{n, err}
	}()
	cancel()
	r := <-result
	if r.n != calls || r.n > 3 {
		t.Errorf("%d calls counted, %d made", r.n, calls)
	}
	if r.n < 3 && !errors.Is(r.err, context.Canceled) {
		t.Errorf("gave up after %d calls: %v", r.n, r.err)
	}
	if r.n > 0 && !errors.Is(r.err, errFlaky) {
		t.Errorf("the last failure is lost: %v", r.err)
	}
}
