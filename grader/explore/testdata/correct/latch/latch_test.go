package latch

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A start gate of one and a finish of three; the workers' plain writes are
// seen after the finish.
func TestStartAndFinish(t *testing.T) {
	start, finish := New(1), New(3)
	input := 0
	out := make([]int, 3)
	for i := range out {
		go func() {
			defer finish.CountDown()
			start.Wait()
			out[i] = input + i
		}()
	}
	assert.False(t, finish.IsOpen(), "the workers can't have finished before the start")
	input = 10
	start.CountDown()
	finish.Wait()
	assert.Equal(t, []int{10, 11, 12}, out)
	start.CountDown() // harmless
	assert.True(t, start.IsOpen())
}

// A waiter gives up, or the latch opens: it says what happened.
func TestWaitContext(t *testing.T) {
	why := errors.New("no more patience")
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	never, soon := New(1), New(1)
	result := make(chan error)
	go func() { result <- never.WaitContext(ctx) }()
	canceller := make(chan struct{})
	go func() {
		defer close(canceller)
		soon.CountDown()
		cancel(why)
	}()
	assert.ErrorIs(t, <-result, why)
	// cancel(why) came after the count, so the open latch wins.
	assert.NoError(t, soon.WaitContext(ctx))
	<-canceller
}
