// The receiver closes the channel to say that it has enough. Breaks when the
// sender sends once more after that. (With room in the channel it may be
// through with its sends before.)

package channel

import "testing"

// want: panic, data race
func TestReceiverClosesBug(t *testing.T) {
	ch := make(chan int, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 2 {
			ch <- i
		}
	}()
	if v := <-ch; v != 0 {
		t.Errorf("got %d, want 0", v)
	}
	close(ch)
	<-done
}

func TestReceiverClosesFixed(t *testing.T) {
	ch := make(chan int, 1)
	enough := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 2 {
			select {
			case ch <- i:
			case <-enough:
				return
			}
		}
	}()
	if v := <-ch; v != 0 {
		t.Errorf("got %d, want 0", v)
	}
	close(enough)
	<-done
}
