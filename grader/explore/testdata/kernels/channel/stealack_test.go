// One channel for requests and their answers: who asks may receive a request,
// even its own. Breaks when the test takes its request back from the buffer
// before the server has seen it: the answer is the question.

package channel

import "testing"

// want: wrong result
func TestStealAckBug(t *testing.T) {
	ch := make(chan int, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if v, ok := <-ch; ok {
			ch <- v * 10
		}
	}()
	ch <- 4
	if v := <-ch; v != 40 {
		t.Errorf("answer = %d, want 40", v)
		close(ch)
	}
	<-done
}

func TestStealAckFixed(t *testing.T) {
	ch := make(chan int, 1)
	ack := make(chan int, 1)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if v, ok := <-ch; ok {
			ack <- v * 10
		}
	}()
	ch <- 4
	if v := <-ack; v != 40 {
		t.Errorf("answer = %d, want 40", v)
		close(ch)
	}
	<-done
}
