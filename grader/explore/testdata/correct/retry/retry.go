// Package retry repeats what fails, waiting longer each time, until it works,
// the attempts are used up, or the context ends.
package retry

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"time"
)

// Policy says how often and how fast to retry.
type Policy struct {
	Attempts int
	Base     time.Duration // the first wait, at most
	Max      time.Duration // no wait is longer
	Rand     *rand.Rand    // jitter; nil: none. Not shared between goroutines.
}

type permanent struct{ error }

func (p permanent) Unwrap() error { return p.error }

// Permanent marks an error that retrying will not cure.
func Permanent(err error) error { return permanent{err} }

// wait is the pause after the given attempt, counted from 1.
func (p Policy) wait(attempt int) time.Duration {
	d := p.Base
	for i := 1; i < attempt && d < p.Max; i++ {
		d *= 2
	}
	d = min(d, p.Max)
	if p.Rand != nil && d > 1 {
		d = d/2 + time.Duration(p.Rand.Int63n(int64(d/2)))
	}
	return d
}

// Do calls f until it returns nil or a permanent error. It returns the number
// of calls and what went wrong in the end. Once ctx is done, f is not called.
func (p Policy) Do(ctx context.Context, f func(context.Context) error) (calls int, err error) {
	for {
		if cerr := ctx.Err(); cerr != nil {
			return calls, errors.Join(cerr, err)
		}
		calls++
		err = f(ctx)
		if err == nil {
			return calls, nil
		}
		var perm permanent
		if errors.As(err, &perm) {
			return calls, perm.error
		}
		if calls >= p.Attempts {
			return calls, fmt.Errorf("retry: %d attempts: %w", calls, err)
		}
		timer := time.NewTimer(p.wait(calls))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
		}
	}
}
