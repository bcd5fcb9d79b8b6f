package exchanger

import (
	"context"
	"testing"
)

type swap struct{ gave, got int }

// Four come, in two pairs: if one got a value, its giver got one's own.
func TestPairs(t *testing.T) {
	x := New[int]()
	swaps := make(chan swap)
	for i := range 4 {
		go func() {
			got, err := x.Swap(context.Background(), i)
			if err != nil {
				got = -1
			}
			swaps <- swap{i, got}
		}()
	}
	partner := map[int]int{}
	for range 4 {
		s := <-swaps
		partner[s.gave] = s.got
	}
	for i := range 4 {
		p, ok := partner[i]
		if !ok || p == i || partner[p] != i {
			t.Errorf("partners: %v", partner)
			break
		}
	}
}

// Two would swap, but one may be called away first: both or neither did.
func TestCancel(t *testing.T) {
	x := New[string]()
	ctx, cancel := context.WithCancel(context.Background())
	type result struct {
		got string
		err error
	}
	a, b := make(chan result), make(chan result)
	go func() {
		got, err := x.Swap(ctx, "from a")
		a <- result{got, err}
	}()
	go func() {
		got, err := x.Swap(ctx, "from b")
		b <- result{got, err}
	}()
	cancel()
	ra, rb := <-a, <-b
	switch {
	case ra == result{"from b", nil} && rb == result{"from a", nil}:
	case ra.err == context.Canceled && rb.err == context.Canceled:
	default:
		t.Errorf("a: %v, b: %v", ra, rb)
	}
}
