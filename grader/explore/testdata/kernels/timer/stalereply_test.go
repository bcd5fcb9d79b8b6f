// A late reply: the first request times out, its reply comes after and is taken
// for the reply of the second. Breaks when the timer fires before the server
// has replied to the first request.

package timer

import (
	"testing"
	"time"
)

type timedReq struct {
	arg   int
	reply chan int
}

func askTwice(t *testing.T, replyTo func() chan int) {
	reqs := make(chan timedReq)
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		for r := range reqs {
			time.Sleep(time.Millisecond)
			r.reply <- r.arg * 10
		}
	}()
	for arg := 1; arg <= 2; arg++ {
		r := timedReq{arg: arg, reply: replyTo()}
		reqs <- r
		select {
		case v := <-r.reply:
			if v != arg*10 {
				t.Errorf("asked for %d, got %d", arg, v)
			}
		case <-time.After(time.Millisecond):
		}
	}
	close(reqs)
	<-exited
}

// want: wrong result
func TestStaleReplyBug(t *testing.T) {
	shared := make(chan int, 2)
	askTwice(t, func() chan int { return shared })
}

func TestStaleReplyFixed(t *testing.T) {
	askTwice(t, func() chan int { return make(chan int, 1) })
}
