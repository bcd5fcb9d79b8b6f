package errgroups

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/sync/singleflight"
)

var errA = errors.New("a")

func TestGroupAllSucceed(t *testing.T) {
	var g errgroup.Group
	res := make([]int, 3)
	for i := range res {
		g.Go(func() error { res[i] = i + 1; return nil })
	}
	t.Log(g.Wait())
	t.Log(res)
}

func TestGroupOneFails(t *testing.T) {
	g := new(errgroup.Group)
	n := 0
	g.Go(func() error { return errA })
	g.Go(func() error { n = 7; return nil })
	err := g.Wait()
	t.Log(err, err == errA, n)
}

func TestGroupFirstErrorWins(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(1)
	g.Go(func() error { return errA })
	g.Go(func() error { return errors.New("second") })
	t.Log(g.Wait())
}

func TestGroupWithContextCancelsOthers(t *testing.T) {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error {
		<-ctx.Done()
		return ctx.Err()
	})
	g.Go(func() error { return errA })
	t.Log(g.Wait())
	t.Log(ctx.Err(), context.Cause(ctx))
}

func TestGroupContextEndsWithWait(t *testing.T) {
	g, ctx := errgroup.WithContext(context.Background())
	g.Go(func() error { return ctx.Err() })
	t.Log(g.Wait())
	t.Log(ctx.Err(), context.Cause(ctx))
}

func TestGroupParentCancelled(t *testing.T) {
	parent, cancel := context.WithCancel(context.Background())
	g, ctx := errgroup.WithContext(parent)
	for range 2 {
		g.Go(func() error { <-ctx.Done(); return ctx.Err() })
	}
	cancel()
	t.Log(g.Wait())
}

func TestGroupSetLimit(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(2)
	var active, max atomic.Int32
	for range 3 {
		g.Go(func() error {
			n := active.Add(1)
			defer active.Add(-1)
			for {
				m := max.Load()
				if n <= m || max.CompareAndSwap(m, n) {
					return nil
				}
			}
		})
	}
	t.Log(g.Wait(), max.Load() <= 2)
	t.Log(active.Load())
}

func TestGroupTryGo(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(1)
	gate := make(chan struct{})
	t.Log(g.TryGo(func() error { <-gate; return nil }))
	t.Log(g.TryGo(func() error { return errA }))
	close(gate)
	t.Log(g.Wait())
	t.Log(g.TryGo(func() error { return errA }))
	t.Log(g.Wait())
}

func TestGroupTryGoUnlimited(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(-1)
	c := make(chan int, 2)
	t.Log(g.TryGo(func() error { c <- 1; return nil }), g.TryGo(func() error { c <- 1; return nil }))
	t.Log(g.Wait())
	t.Log(len(c))
}

func TestGroupSetLimitWhileActivePanics(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(2)
	gate := make(chan struct{})
	g.Go(func() error { <-gate; return nil })
	func() {
		defer func() { t.Log(recover() != nil) }()
		g.SetLimit(3)
	}()
	close(gate)
	t.Log(g.Wait())
}

func TestGroupZeroLimit(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(0)
	t.Log(g.TryGo(func() error { return nil }))
	t.Log(g.Wait())
}

func TestGroupPipeline(t *testing.T) {
	g, ctx := errgroup.WithContext(context.Background())
	c := make(chan int)
	g.Go(func() error {
		defer close(c)
		for i := range 3 {
			select {
			case c <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	sum := 0
	g.Go(func() error {
		for v := range c {
			sum += v
		}
		return nil
	})
	t.Log(g.Wait())
	t.Log(sum)
}

func TestSemaphore(t *testing.T) {
	s := semaphore.NewWeighted(3)
	t.Log(s.TryAcquire(2), s.TryAcquire(2), s.TryAcquire(1), s.TryAcquire(1))
	s.Release(3)
	t.Log(s.Acquire(context.Background(), 3))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	t.Log(s.Acquire(ctx, 1))
	s.Release(3)
	t.Log(s.TryAcquire(3))
}

func TestSemaphoreHandsOver(t *testing.T) {
	s := semaphore.NewWeighted(1)
	x := 0
	_ = s.Acquire(context.Background(), 1)
	go func() {
		x = 1
		s.Release(1)
	}()
	t.Log(s.Acquire(context.Background(), 1))
	t.Log(x)
	s.Release(1)
}

func TestSemaphoreTooMuch(t *testing.T) {
	s := semaphore.NewWeighted(1)
	ctx, cancel := context.WithCancel(context.Background())
	go cancel()
	t.Log(s.Acquire(ctx, 2))
	defer func() { t.Log(recover()) }()
	s.Release(1)
}

func TestSemaphoreExcludes(t *testing.T) {
	s := semaphore.NewWeighted(1)
	var g errgroup.Group
	n := 0
	for range 2 {
		g.Go(func() error {
			if err := s.Acquire(context.Background(), 1); err != nil {
				return err
			}
			defer s.Release(1)
			n++
			return nil
		})
	}
	t.Log(g.Wait())
	t.Log(n)
}

func TestSingleflightSequential(t *testing.T) {
	var g singleflight.Group
	n := 0
	for range 2 {
		v, err, shared := g.Do("k", func() (any, error) { n++; return n, nil })
		t.Log(v, err, shared)
	}
	v, err, shared := g.Do("e", func() (any, error) { return nil, errA })
	t.Log(v, err, shared)
}

func TestSingleflightShares(t *testing.T) {
	var g singleflight.Group
	gate := make(chan struct{})
	calls := 0
	a := g.DoChan("k", func() (any, error) {
		<-gate
		calls++
		return "v", errA
	})
	b := g.DoChan("k", func() (any, error) { calls += 10; return "other", nil })
	close(gate)
	x, y := <-a, <-b
	t.Log(x.Val, x.Err, x.Shared, y.Val, y.Err, y.Shared)
	t.Log(calls)
}

func TestSingleflightForget(t *testing.T) {
	var g singleflight.Group
	gate := make(chan struct{})
	a := g.DoChan("k", func() (any, error) { <-gate; return 1, nil })
	g.Forget("k")
	v, _, shared := g.Do("k", func() (any, error) { return 2, nil })
	close(gate)
	x := <-a
	t.Log(v, shared, x.Val, x.Shared)
}

func TestSingleflightKeysIndependent(t *testing.T) {
	var g singleflight.Group
	var eg errgroup.Group
	res := make([]any, 2)
	for i, k := range []string{"x", "y"} {
		eg.Go(func() error {
			v, err, _ := g.Do(k, func() (any, error) { return k + k, nil })
			res[i] = v
			return err
		})
	}
	t.Log(eg.Wait())
	t.Log(res)
}
