package pipeline

import (
	"context"
	"testing"
)

func square(x int) int { return x * x }

// All results arrive, in some order.
func TestSum(t *testing.T) {
	sum, count := 0, 0
	for v := range Run(context.Background(), 3, 2, square) {
		sum += v
		count++
	}
	if sum != 14 || count != 3 {
		t.Errorf("sum %d of %d results, want 14 of 3", sum, count)
	}
}

// Cancelled after the first result, the pipeline still comes to an end, and
// gives no wrong and no double results.
func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	out := Run(ctx, 4, 1, square)
	prev := <-out
	if prev != 1 {
		t.Errorf("first result %d, want 1", prev)
	}
	cancel()
	for v := range out {
		if v != 4 && v != 9 && v != 16 || v <= prev {
			t.Errorf("result %d after %d", v, prev)
		}
		prev = v
	}
}
