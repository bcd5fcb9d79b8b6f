package tokenbucket

import (
	"context"
	"errors"
	"testing"
	"time"
)

// The burst is there at once; more than that comes with the ticks.
func TestBurstThenRate(t *testing.T) {
	b := New(2, 10*time.Millisecond)
	for i := range 2 {
		if !b.TryTake() {
			t.Errorf("token %d of the burst is missing", i)
		}
	}
	for range 2 {
		if err := b.Take(context.Background()); err != nil {
			t.Errorf("take: %v", err)
		}
	}
	if left := b.Stop(); left < 0 || left > 2 {
		t.Errorf("%d tokens left in a bucket of 2", left)
	}
}

// A taker whose context ends gets a token or the context's error; the latter
// for certain when no token ever comes. A period of a year stands for never.
func TestCancel(t *testing.T) {
	b := New(1, 365*24*time.Hour)
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan error)
	for range 2 {
		go func() { result <- b.Take(ctx) }()
	}
	cancel()
	for range 2 {
		if err := <-result; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("take: %v", err)
		}
	}
	b.Stop()
	b.Stop() // harmless
}
