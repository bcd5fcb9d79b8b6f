package usegroup

import (
	"context"
	"errors"
	"sort"
	"testing"

	"golang.org/x/sync/errgroup"
)

// A pipeline under a group: producer, two workers, and a collector.
func TestPipeline(t *testing.T) {
	g, ctx := errgroup.WithContext(context.Background())
	in, out := make(chan int), make(chan int, 3)
	g.Go(func() error {
		defer close(in)
		for i := range 3 {
			select {
			case in <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range 2 {
		g.Go(func() error {
			for v := range in {
				out <- v * v // there is room for all
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		t.Errorf("Wait = %v", err)
	}
	close(out)
	var got []int
	for v := range out {
		got = append(got, v)
	}
	sort.Ints(got)
	if len(got) != 3 || got[0] != 0 || got[1] != 1 || got[2] != 4 {
		t.Errorf("got %v", got)
	}
}

// The first error stops the one who waits.
func TestError(t *testing.T) {
	boom := errors.New("boom")
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error {
		<-ctx.Done()
		return context.Cause(ctx)
	})
	g.Go(func() error { return boom })
	if err := g.Wait(); err != boom {
		t.Errorf("Wait = %v", err)
	}
}

// At most one at a time; TryGo runs what it says it runs.
func TestLimit(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(1)
	n, want := 0, 2
	count := func() error { n++; return nil }
	g.Go(count)
	if g.TryGo(count) {
		want++
	}
	g.Go(count)
	if err := g.Wait(); err != nil || n != want {
		t.Errorf("n = %d, want %d, %v", n, want, err)
	}
}
