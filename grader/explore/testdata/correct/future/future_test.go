package future

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// A small graph of futures.
func TestThenAll(t *testing.T) {
	ctx := context.Background()
	a := New[int]()
	b := Then(a, func(v int) (string, error) { return fmt.Sprint(v * 2), nil })
	c := Go(func() (string, error) { return "c", nil })
	a.Resolve(21)
	got, err := All(ctx, b, c)
	if err != nil || got[0] != "42" || got[1] != "c" {
		t.Errorf("All = %v, %v", got, err)
	}
}

// An error goes down the chain without calling the functions.
func TestReject(t *testing.T) {
	boom := errors.New("boom")
	a := New[int]()
	called := false
	b := Then(a, func(int) (int, error) { called = true; return 0, nil })
	a.Reject(boom)
	if _, err := b.Await(context.Background()); !errors.Is(err, boom) {
		t.Errorf("err = %v", err)
	}
	if called {
		t.Error("Then called its function without a value")
	}
}

// Two settle, two await, one of these impatient: one settler wins, and whoever
// sees a value sees the winner's.
func TestOnce(t *testing.T) {
	p := New[int]()
	won := make(chan int)
	for i := 1; i <= 2; i++ {
		go func() {
			if p.Resolve(i) {
				won <- i
			} else {
				won <- 0
			}
		}()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	early, earlyErr := p.Await(ctx)
	v, err := p.Await(context.Background())
	winner := <-won + <-won // the other is 0
	if err != nil || v != winner || winner < 1 || winner > 2 {
		t.Errorf("value %d, %v, winner %d", v, err, winner)
	}
	if earlyErr == nil && early != v || earlyErr != nil && earlyErr != context.Canceled {
		t.Errorf("early %d, %v", early, earlyErr)
	}
}
