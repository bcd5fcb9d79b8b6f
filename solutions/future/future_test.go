package future_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"racekit/solutions/future"

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
// one's result that everybody sees, then and later.
func TestFirstResolveWins(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		f := future.New[int]()
		won := make([]bool, r.Size(3, 2))
		for i := range won {
			r.Go("resolver", func() { won[i] = f.Resolve(i, nil) })
		}
		var seen int
		r.Go("waiter", func() { seen, _ = f.Await(context.Background()) })
		r.Join()

		winners, winner := 0, -1
		for i, w := range won {
			if w {
				winners, winner = winners+1, i
			}
		}
		if winners != 1 {
			r.Fatalf("Resolve() = true for %d of %d; want 1", winners, len(won))
		}
		if seen != winner {
			r.Errorf("waiter: Await() = %d; want %d", seen, winner)
		}
		if f.Resolve(-1, errBroken) {
			r.Errorf("one more Resolve() = true; want false")
		}
		if value, err := f.Await(context.Background()); value != winner || err != nil {
			r.Errorf("afterwards: Await() = %d, %v; want %d, nil", value, err, winner)
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
	})
}

// Cancel frees the waiters of its context, those of a future that is never
// resolved too, and no others.
func TestCancelFreesTheWaiter(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		later, never := future.New[string](), future.New[string]()
		gone := make(chan error, 3)
		abandon := func(f *future.Future[string], ctx context.Context) {
			_, err := f.Await(ctx)
			gone <- err
		}
		ctx, cancel := context.WithCancel(context.Background())
		r.Go("abandoned waiter", func() { abandon(later, ctx) })
		r.Go("abandoned waiter", func() { abandon(never, ctx) })
		var returned atomic.Bool
		r.Go("patient waiter", func() {
			value, err := later.Await(context.Background())
			returned.Store(true)
			if value != "late" || err != nil {
				r.Errorf("patient waiter: Await() = %q, %v; want %q, nil", value, err, "late")
			}
		})
		r.Open()
		r.Settle() // every waiter sleeps in Await
		if n := len(gone); n != 0 {
			r.Errorf("Await() returned to %d waiters before cancel()", n)
		}

		cancel()
		wantCanceled(r, <-gone)
		wantCanceled(r, <-gone)
		r.Settle() // who was woken has gone on
		if returned.Load() {
			r.Errorf("patient waiter: Await() returned because another's context was cancelled")
		}

		// Cancel may also come while the waiter is on its way.
		ctx, cancel = context.WithCancel(context.Background())
		r.Go("hasty waiter", func() { abandon(never, ctx) })
		cancel()
		wantCanceled(r, <-gone)

		later.Resolve("late", nil)
		r.Join()
	})
}

// Whoever resolves first and cancels then has delivered: no waiter of that
// context may miss the result.
func TestResultBeatsCancel(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		f := future.New[int]()
		ctx, cancel := context.WithCancel(context.Background())
		await := func() {
			if value, err := f.Await(ctx); value != 7 || err != nil {
				r.Errorf("resolved, then cancelled: Await() = %d, %v; want 7, nil", value, err)
			}
		}
		r.Go("waiter", await)
		r.Go("waiter", await)
		r.Go("producer", func() {
			f.Resolve(7, nil)
			cancel()
		})
		r.Join()
		for range r.Size(64, 2) {
			await()
		}
	})
}

// A panic of the producer ends neither the program nor in silence: everybody gets it
// as an error. This test is the last, because where nobody recovers, nothing comes
// after it.
func TestStartPassesOnThePanic(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		finish := make(chan struct{})
		f := future.Start(func() (string, error) {
			<-finish
			panic("boom")
		})
		for range 2 {
			r.Go("waiter", func() {
				value, err := f.Await(context.Background())
				var p *future.PanicError
				if value != "" || !errors.As(err, &p) || p.Value != "boom" {
					r.Errorf("Await() = %q, %v; want a *PanicError of %q", value, err, "boom")
				}
			})
		}
		r.Open()
		close(finish)
		r.Join()
	})
}

var errBroken = errors.New("broken")

func wantCanceled(r *harness.Run, err error) {
	r.Helper()
	if !errors.Is(err, context.Canceled) {
		r.Errorf("after cancel(): Await() error = %v; want %v", err, context.Canceled)
	}
}
