package future_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"racekit/exercises/future"

	"racekit/grader/harness"
)

// Those who came before Resolve, and slept until then, get what those get who
// come after it.
func TestEveryWaiterGetsTheResult(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		f := future.New[string]()
		var returned atomic.Int32
		for range r.Size(3, 2) {
			r.Go("waiter", func() {
				value, err := f.Await(context.Background())
				returned.Add(1)
				if value != "ready" || err != nil {
					r.Errorf("before Resolve: Await() = %q, %v; want %q, nil", value, err, "ready")
				}
			})
		}
		r.Open()
		r.Settle() // every waiter sleeps in Await
		if n := returned.Load(); n != 0 {
			r.Errorf("Await() returned to %d waiters before Resolve()", n)
		}

		if !f.Resolve("ready", nil) {
			r.Errorf("Resolve() = false; want true")
		}
		r.Join()
		if value, err := f.Await(context.Background()); value != "ready" || err != nil {
			r.Errorf("after Resolve: Await() = %q, %v; want %q, nil", value, err, "ready")
		}
	})
}

// Of many who resolve at the same time exactly one is told true, and it is that
// one's result that everybody sees, then and later. Each resolver goes through all
// futures with nothing to hold it back, so that they keep running into each other.
func TestFirstResolveWins(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		futures := make([]*future.Future[int], r.Size(3000, 1))
		for i := range futures {
			futures[i] = future.New[int]()
		}
		won := make([][]bool, r.Size(4, 2)) // each resolver has a row of its own
		for me := range won {
			won[me] = make([]bool, len(futures))
			r.Go("resolver", func() {
				for i, f := range futures {
					won[me][i] = f.Resolve(me, nil)
				}
			})
		}
		seen := make([]int, len(futures))
		r.Go("waiter", func() {
			for i, f := range futures {
				seen[i], _ = f.Await(context.Background())
			}
		})
		r.Join()

		for i, f := range futures {
			winners, winner := 0, -1
			for who := range won {
				if won[who][i] {
					winners, winner = winners+1, who
				}
			}
			if winners != 1 {
				r.Fatalf("Resolve() = true for %d of %d; want 1", winners, len(won))
			}
			if seen[i] != winner {
				r.Fatalf("waiter: Await() = %d; want %d", seen[i], winner)
			}
			if f.Resolve(-1, errBroken) {
				r.Fatalf("one more Resolve() = true; want false")
			}
			if value, err := f.Await(context.Background()); value != winner || err != nil {
				r.Fatalf("afterwards: Await() = %d, %v; want %d, nil", value, err, winner)
			}
		}
	})
}

// Start does not wait for its producer, and both results of the producer, the error
// too, reach everybody.
func TestStartPassesOnTheError(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		finish := make(chan struct{})
		f := future.Start(func() (string, error) {
			<-finish
			return "half", errBroken
		})
		for range 2 {
			r.Go("waiter", func() {
				value, err := f.Await(context.Background())
				if value != "half" || !errors.Is(err, errBroken) {
					r.Errorf("Await() = %q, %v; want %q, %v", value, err, "half", errBroken)
				}
			})
		}
		r.Open()
		close(finish)
		r.Join()

		var ran atomic.Bool
		future.Start(func() (string, error) {
			ran.Store(true)
			return "", nil
		})
		r.Settle() // nobody awaits it
		if !ran.Load() {
			r.Errorf("Start() without Await(): the producer did not run")
		}
	})
}

// Cancel frees the waiters of its context, those of a future that is never
// resolved too, and no others.
func TestCancelFreesTheWaiter(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		later, never := future.New[string](), future.New[string]()
		ctx, cancel := context.WithCancel(context.Background())
		// The waiters are told what has happened, and tell nothing: if this goroutine
		// heard of them, that would order what they read before what Resolve writes.
		var cancelled, resolved atomic.Bool
		for _, f := range []*future.Future[string]{later, never} {
			r.Go("abandoned waiter", func() {
				value, err := f.Await(ctx)
				if !cancelled.Load() {
					r.Errorf("Await() returned before cancel()")
				}
				wantErrorOf(r, ctx, value, err)
			})
		}
		r.Go("patient waiter", func() {
			value, err := later.Await(context.Background())
			if !resolved.Load() {
				r.Errorf("patient waiter: Await() returned before Resolve()")
			}
			if value != "late" || err != nil {
				r.Errorf("patient waiter: Await() = %q, %v; want %q, nil", value, err, "late")
			}
		})
		r.Open()
		r.Settle() // every waiter sleeps in Await
		cancelled.Store(true)
		cancel()
		r.Settle() // who was woken has gone on
		resolved.Store(true)
		later.Resolve("late", nil)
		r.Join()

		// Cancel may also come while the waiter is on its way, or before.
		for range r.Size(100, 1) {
			ctx, cancel := context.WithCancel(context.Background())
			r.Go("hasty waiter", func() {
				value, err := never.Await(ctx)
				wantErrorOf(r, ctx, value, err)
			})
			cancel()
		}
		r.Join()
		for _, ctx := range ended() {
			value, err := never.Await(ctx)
			wantErrorOf(r, ctx, value, err)
		}
	})
}

// Whoever resolves first and cancels then has delivered: no waiter of that
// context may miss the result.
func TestResultBeatsCancel(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		await := func(f *future.Future[int], ctx context.Context) {
			if value, err := f.Await(ctx); value != 7 || err != nil {
				r.Errorf("resolved, then cancelled: Await() = %d, %v; want 7, nil", value, err)
			}
		}
		for range r.Size(100, 1) {
			f := future.New[int]()
			ctx, cancel := context.WithCancel(context.Background())
			r.Go("waiter", func() { await(f, ctx) })
			r.Go("waiter", func() { await(f, ctx) })
			resolve := func() {
				f.Resolve(7, nil)
				cancel() // who is told that he was late knows that the result is there, too
			}
			r.Go("producer", resolve)
			r.Go("producer", resolve)
		}
		r.Join()
		f := future.New[int]()
		f.Resolve(7, nil)
		for range r.Size(16, 1) {
			for _, ctx := range ended() {
				await(f, ctx)
			}
		}
	})
}

// A panic of the producer ends neither the program nor in silence: everybody gets it
// as an error, with whatever value it has. This test is the last, because where nobody
// recovers, nothing comes after it.
func TestStartPassesOnThePanic(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		finish := make(chan struct{})
		for _, panicked := range []any{"boom", errBroken, 42} {
			f := future.Start(func() (string, error) {
				<-finish
				panic(panicked)
			})
			for range 2 {
				r.Go("waiter", func() {
					value, err := f.Await(context.Background())
					var p *future.PanicError
					if value != "" || !errors.As(err, &p) || p.Value != panicked {
						r.Errorf("Await() = %q, %v; want a *PanicError of %v", value, err, panicked)
					}
					if panicked == errBroken && !errors.Is(err, errBroken) {
						r.Errorf("Await() error = %v; want one that wraps %v", err, errBroken)
					}
				})
			}
		}
		r.Open()
		close(finish)
		r.Join()
	})
}

var errBroken = errors.New("broken")

// ended returns contexts that are over, each in a way of its own.
func ended() []context.Context {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	caused, cancelBecause := context.WithCancelCause(context.Background())
	cancelBecause(errBroken)
	overdue, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
	cancel() // too late: the deadline was first
	return []context.Context{cancelled, caused, overdue}
}

// wantErrorOf demands what Await returns when ctx has ended first.
func wantErrorOf(r *harness.Run, ctx context.Context, value string, err error) {
	r.Helper()
	if value != "" || !errors.Is(err, ctx.Err()) && !errors.Is(err, context.Cause(ctx)) {
		r.Errorf("after the end of its context: Await() = %q, %v; want %q, %v", value, err, "", ctx.Err())
	}
}
