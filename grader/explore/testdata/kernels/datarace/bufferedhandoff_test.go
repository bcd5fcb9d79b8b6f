// The receive of a buffered channel taken for a signal to the sender: with room
// in the channel the send returns before the receiver has come that far. Breaks
// when the test sends and reads before the worker has written.

package datarace

import "testing"

func bufferedHandoff(t *testing.T, ch chan struct{}) {
	var data int
	done := make(chan struct{})
	go func() {
		defer close(done)
		data = 7
		<-ch
	}()
	ch <- struct{}{}
	if data != 7 {
		t.Errorf("data = %d, want 7", data)
	}
	<-done
}

// want: data race, wrong result
func TestBufferedHandoffBug(t *testing.T) { bufferedHandoff(t, make(chan struct{}, 1)) }

func TestBufferedHandoffFixed(t *testing.T) { bufferedHandoff(t, make(chan struct{})) }
