package threads_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"racekit/grader/harness"

	"racekit/exercises/threads"
)

// Go does not wait: all functions are in flight together, also when they are many.
func TestAllInFlight(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		n := r.Size(50, 2)
		all := r.Witness(2 * n)
		var g threads.Group
		for range 2 {
			r.Go("start half of them", func() {
				for range n {
					g.Go(func() error {
						all.Arrive()
						return nil
					})
				}
			})
		}
		r.Join()
		g.Wait()
	})
}

// Wait returns after the last function, however long that takes, and although the group
// was idle in between. An empty group has nothing to wait for.
func TestWaitReturnsLast(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		n := r.Size(20, 2)
		goOn := make(chan struct{})
		var returned atomic.Int32
		var g threads.Group
		g.Go(func() error { return nil })
		r.Settle() // it has returned before the others are started
		for range n {
			g.Go(func() error {
				<-goOn
				returned.Add(1)
				return nil
			})
		}
		var empty threads.Group
		if err := empty.Wait(); err != nil { // whatever another group is waiting for
			r.Errorf("Wait() of an empty group = %v; want nil", err)
		}
		r.Go("let them go on", func() {
			r.Settle() // all functions wait, and so does Wait
			close(goOn)
		})
		r.Open()
		err := g.Wait()
		if got := int(returned.Load()); got != n {
			r.Errorf("Wait() returned after %d of %d functions", got, n)
		}
		if err != nil {
			r.Errorf("Wait() = %v, and no function failed; want nil", err)
		}
		r.Join()
	})
}

// Every error comes back, in the order of the starts, although the functions end the
// other way round, and some without an error.
func TestErrorsInStartOrder(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		ends := make([]chan struct{}, r.Size(8, 3))
		var want []error
		var g threads.Group
		for i := range ends {
			ends[i] = make(chan struct{})
			var err error
			if i%2 == 0 {
				err = fmt.Errorf("function %d failed", i)
				want = append(want, err)
			}
			g.Go(func() error {
				<-ends[i]
				return err
			})
		}
		r.Go("last first", func() {
			for _, end := range slices.Backward(ends) {
				r.Settle() // those that ended before have left their error
				close(end)
			}
		})
		r.Open()
		wantErrors(r, g.Wait(), want...)
		r.Join()
	})
}

// A function may start others while Wait is already waiting, and so may these. Wait stays
// for all of them, and returns their errors.
func TestNestedStartsAreJoined(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		var g threads.Group
		start, end := make(chan struct{}), make(chan struct{})
		var returned atomic.Int32
		child := func(err error) func() error {
			return func() error {
				<-end
				g.Go(func() error { // while Wait waits for a function that was nested itself
					returned.Add(1)
					return nil
				})
				returned.Add(1)
				return err
			}
		}
		for _, err := range []error{nil, errChild} {
			g.Go(func() error {
				<-start
				g.Go(child(err))
				return nil
			})
		}
		r.Go("start children, then end them", func() {
			r.Settle() // Wait waits for the two parents
			close(start)
			r.Settle() // the parents have returned
			close(end)
		})
		r.Open()
		err := g.Wait()
		if got := returned.Load(); got != 4 {
			r.Errorf("Wait() returned after %d of 4 nested functions", got)
		}
		wantErrors(r, err, errChild)
		r.Join()
	})
}

var errChild = errors.New("child failed")

// wantErrors demands that err joins exactly those of want, in this order.
func wantErrors(r *harness.Run, err error, want ...error) {
	r.Helper()
	messages := func(err error) []string {
		if err == nil {
			return nil
		}
		return strings.Split(err.Error(), "\n")
	}
	if got, want := messages(err), messages(errors.Join(want...)); !slices.Equal(got, want) {
		r.Errorf("Wait() errors = %q; want %q", got, want)
	}
	for _, one := range want {
		if !errors.Is(err, one) {
			r.Errorf("errors.Is(Wait(), %q) = false; want true", one)
		}
	}
}
