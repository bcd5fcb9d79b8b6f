// A flag without synchronisation: the writer sets data, then a plain bool; the
// reader believes the bool. Breaks in any schedule, as nothing orders the two
// goroutines before the channel at the end.

package datarace

import (
	"sync/atomic"
	"testing"
)

// want: data race, wrong result
func TestPlainFlagBug(t *testing.T) {
	var (
		data  int
		ready bool
	)
	done := make(chan struct{})
	go func() {
		defer close(done)
		data = 42
		ready = true
	}()
	if ready && data != 42 {
		t.Errorf("ready with data = %d", data)
	}
	<-done
}

func TestPlainFlagFixed(t *testing.T) {
	var (
		data  int
		ready atomic.Bool
	)
	done := make(chan struct{})
	go func() {
		defer close(done)
		data = 42
		ready.Store(true)
	}()
	if ready.Load() && data != 42 {
		t.Errorf("ready with data = %d", data)
	}
	<-done
}
