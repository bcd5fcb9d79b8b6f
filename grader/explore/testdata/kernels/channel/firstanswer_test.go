// A send after the receiver has gone: result and error come on unbuffered
// channels, the caller takes the first and returns. Breaks in every schedule
// with the loser: it stays in its send.

package channel

import (
	"errors"
	"sync"
	"testing"
)

func firstAnswer(t *testing.T, room int, wait bool) {
	res := make(chan int, room)
	errs := make(chan error, room)
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		res <- 1
	}()
	go func() {
		defer wg.Done()
		errs <- errors.New("down")
	}()
	select {
	case v := <-res:
		if v != 1 {
			t.Errorf("got %d, want 1", v)
		}
	case <-errs:
	}
	if wait {
		wg.Wait()
	}
}

// want: goroutine leak
func TestFirstAnswerBug(t *testing.T) { firstAnswer(t, 0, false) }

func TestFirstAnswerFixed(t *testing.T) { firstAnswer(t, 1, true) }
