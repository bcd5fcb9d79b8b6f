// A signal lost by select default: the worker says "changed" only if somebody
// is at the receive just now. Breaks when the test has seen the old state and
// has not come to its receive yet: the signal is dropped, the test waits.

package channel

import (
	"sync/atomic"
	"testing"
)

func waitChanged(t *testing.T, changed chan struct{}) {
	var state atomic.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		state.Store(1)
		select {
		case changed <- struct{}{}:
		default:
		}
	}()
	for state.Load() == 0 {
		<-changed
	}
	<-done
	if v := state.Load(); v != 1 {
		t.Errorf("state = %d, want 1", v)
	}
}

// want: deadlock
func TestLostSignalBug(t *testing.T) { waitChanged(t, make(chan struct{})) }

func TestLostSignalFixed(t *testing.T) { waitChanged(t, make(chan struct{}, 1)) }
