// An item dropped on cancel: the mover has taken it from the queue when the
// context ends, and goes with it in its hand. Breaks when the cancel comes
// between its receive and its send.

package ctx

import (
	"context"
	"testing"
)

func moveItem(t *testing.T, onDone func(queue chan int, v int)) {
	ctx, cancel := context.WithCancel(context.Background())
	queue := make(chan int, 1)
	queue <- 1
	out := make(chan int)
	exited := make(chan struct{})
	go func() {
		defer close(exited)
		v := <-queue
		select {
		case out <- v:
		case <-ctx.Done():
			onDone(queue, v)
		}
	}()
	cancelled := make(chan struct{})
	go func() {
		defer close(cancelled)
		cancel()
	}()
	var got int
	select {
	case <-out:
		got = 1
	case <-ctx.Done():
	}
	<-exited
	<-cancelled
	if n := got + len(queue); n != 1 {
		t.Errorf("%d items of 1 are left", n)
	}
}

// want: wrong result
func TestItemDroppedBug(t *testing.T) { moveItem(t, func(chan int, int) {}) }

func TestItemDroppedFixed(t *testing.T) {
	moveItem(t, func(queue chan int, v int) { queue <- v })
}
