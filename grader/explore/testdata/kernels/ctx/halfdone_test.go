// A timeout shorter than the protocol: reserve, wait for the answer, commit; on
// the timeout the reservation stays. Breaks when the timer fires before the
// answer is taken.

package ctx

import (
	"context"
	"sync/atomic"
	"testing"
	"time"
)

func reserveCommit(t *testing.T, onTimeout func(reserved *atomic.Int64)) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	var reserved, committed atomic.Int64
	answer := make(chan struct{}, 1)
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		time.Sleep(time.Millisecond)
		answer <- struct{}{}
	}()
	reserved.Add(1)
	select {
	case <-answer:
		committed.Add(1)
	case <-ctx.Done():
		onTimeout(&reserved)
	}
	<-exited
	if r, c := reserved.Load(), committed.Load(); r != c {
		t.Errorf("%d reserved, %d committed", r, c)
	}
}

// want: wrong result
func TestHalfDoneBug(t *testing.T) { reserveCommit(t, func(*atomic.Int64) {}) }

func TestHalfDoneFixed(t *testing.T) {
	reserveCommit(t, func(reserved *atomic.Int64) { reserved.Add(-1) })
}
