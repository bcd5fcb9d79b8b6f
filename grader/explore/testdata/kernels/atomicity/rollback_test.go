// Reserve, look, roll back: a request too large is added first and taken back
// after. Breaks when the small request, which fits, looks in between: it is
// refused for units nobody holds.

package atomicity

import (
	"sync/atomic"
	"testing"
)

const quotaLimit = 3

func reserveRollback(used *atomic.Int64, n int64) bool {
	if used.Add(n) > quotaLimit {
		used.Add(-n)
		return false
	}
	return true
}

func reserve(used *atomic.Int64, n int64) bool {
	for {
		u := used.Load()
		if u+n > quotaLimit {
			return false
		}
		if used.CompareAndSwap(u, u+n) {
			return true
		}
	}
}

func quota(t *testing.T, reserve func(*atomic.Int64, int64) bool) {
	var used atomic.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		reserve(&used, quotaLimit+1)
	}()
	if !reserve(&used, 2) {
		t.Errorf("2 of %d refused", quotaLimit)
	}
	<-done
}

// want: wrong result
func TestRollbackBug(t *testing.T) { quota(t, reserveRollback) }

func TestRollbackFixed(t *testing.T) { quota(t, reserve) }
