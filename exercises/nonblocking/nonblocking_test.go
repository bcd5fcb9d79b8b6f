package nonblocking_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"racekit/exercises/nonblocking"

	"racekit/grader/harness"
)

// As many lookups are in flight together as the pool has workers, and no more. Each
// name gets its own answer, or its own error, once.
func TestLookupsFillThePool(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		const workers = 2
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(workers)
		together := r.Witness(workers)
		var inFlight atomic.Int32
		release := make(chan struct{})
		resolver := nonblocking.NewResolver(loop, pool, func(name string) (string, error) {
			if together.Arrive() {
				inFlight.Add(1)
				<-release
			}
			if name == "nobody" {
				return "somewhere", errUnknown
			}
			return "home of " + name, nil
		})
		var replies journal
		loop.Post(func() {
			for _, name := range []string{"ann", "bob", "ann", "nobody"} {
				resolver.Resolve(name, func(addr string, err error) {
					replies.add(name + ": " + answer(addr, err))
				})
			}
			r.Settle() // as many lookups as possible are in flight
			if n := inFlight.Load(); n > workers {
				r.Errorf("%d lookups in flight; want %d, the workers of the pool", n, workers)
			}
			close(release)
			r.Settle() // all lookups have returned
			loop.Stop()
		})
		loop.Run()
		pool.Close()
		if together.Max() < workers {
			return // too slow: the loop was stopped before the answers came
		}
		replies.sort()
		replies.want(r, "ann: home of ann", "ann: home of ann", "bob: home of bob", "nobody: somewhere, unknown")
	})
}

// While a lookup takes its time, the loop handles other events.
func TestLoopStaysFree(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(1)
		resolver := nonblocking.NewResolver(loop, pool, func(string) (string, error) {
			r.Work(1)
			return "", nil
		})
		r.Go("loop", loop.Run)
		r.Independent(
			func() {
				replied := make(chan struct{}, 1)
				loop.Post(func() {
					resolver.Resolve("slow", func(string, error) { replied <- struct{}{} })
				})
				<-replied
			},
			func() {
				handled := make(chan struct{})
				loop.Post(func() { close(handled) })
				<-handled
			},
		)
		loop.Stop()
		r.Join()
		pool.Close()
	})
}

// An answer that comes while the loop is busy waits for its turn: behind the event
// that runs, and behind those that were posted earlier.
func TestRepliesRunOnTheLoop(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(1)
		together := r.Witness(2) // the event, and the lookup that it asked for
		resolver := nonblocking.NewResolver(loop, pool, func(string) (string, error) {
			together.Arrive()
			return "", nil
		})
		var order journal
		loop.Post(func() {
			resolver.Resolve("ann", func(string, error) { order.add("reply") })
			together.Arrive()
			r.Settle() // the lookup has returned
			order.add("end of event")
			loop.Stop()
		})
		loop.Post(func() { order.add("next event") })
		loop.Run()
		pool.Close()
		order.want(r, "end of event", "next event", "reply")
	})
}

// Who is looked up first is answered first, whoever asked first, and other events
// keep their places in between.
func TestRepliesInOrderOfCompletion(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(2)
		together := r.Witness(2)
		release := map[string]chan struct{}{"slow": make(chan struct{}), "fast": make(chan struct{})}
		resolver := nonblocking.NewResolver(loop, pool, func(name string) (string, error) {
			if together.Arrive() {
				<-release[name]
			}
			return "", nil
		})
		var order journal
		loop.Post(func() {
			resolver.Resolve("slow", func(string, error) { order.add("slow") })
			resolver.Resolve("fast", func(string, error) { order.add("fast") })
			r.Settle() // both lookups are in flight
			close(release["fast"])
			r.Settle() // one has returned
			loop.Post(func() { order.add("another event") })
			close(release["slow"])
			r.Settle() // the other has returned
			loop.Stop()
		})
		loop.Run()
		pool.Close()
		if together.Max() < 2 {
			return // too slow: there is no order to speak of
		}
		order.want(r, "fast", "another event", "slow")
	})
}

// Close lets the lookups in flight end and their replies run. Meanwhile the loop
// rests. Then, and only then, Close says that it is done, and it says so once, also
// where there is nothing to wait for, and never while an event runs.
func TestCloseDrains(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(2)
		together := r.Witness(2)
		release := make(chan struct{})
		lookup := func(name string) (string, error) {
			if together.Arrive() {
				<-release
			}
			if name == "nobody" {
				return "", errUnknown
			}
			return "", nil
		}
		busy := nonblocking.NewResolver(loop, pool, lookup)
		idle := nonblocking.NewResolver(loop, pool, lookup)
		var ofBusy, ofIdle journal
		loop.Post(func() {
			busy.Resolve("ann", func(string, error) { ofBusy.add("reply") })
			busy.Resolve("nobody", func(string, error) { ofBusy.add("reply") })
			busy.Close(func() { ofBusy.add("closed") })
			idle.Close(func() { ofIdle.add("closed") })
			ofBusy.add("Close returned")
			ofIdle.add("Close returned")
		})
		r.Go("loop", loop.Run)
		r.Open()
		r.Settle() // both lookups are in flight, and the loop waits for an event
		close(release)
		r.Settle() // all is done
		loop.Stop()
		r.Join()
		pool.Close()
		if together.Max() < 2 {
			return // too slow: the loop was stopped before all was done
		}
		ofBusy.want(r, "Close returned", "reply", "reply", "closed")
		ofIdle.want(r, "Close returned", "closed")

		own, ownPool := nonblocking.NewLoop(), nonblocking.NewPool(1)
		free := nonblocking.NewResolver(own, ownPool, func(string) (string, error) { return "", nil })
		var event atomic.Bool // one is running
		own.Post(func() {
			free.Resolve("ann", func(string, error) {
				own.Post(func() {
					event.Store(true)
					r.Settle() // whoever does not wait for the loop has gone on
					event.Store(false)
					own.Stop()
				})
			})
			free.Close(func() {
				if event.Load() {
					r.Errorf("closed was called while an event was running; want it on the loop")
				}
			})
		})
		own.Run()
		ownPool.Close()
	})
}

// A reply may call the resolver: it may ask for one more name, and it may close the
// resolver, be it the last reply or not.
func TestCallsInsideAReply(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(1)
		together := r.Witness(2) // the event, and a lookup that it asked for
		var lookups atomic.Int32
		lookup := func(string) (string, error) {
			lookups.Add(1)
			together.Arrive()
			return "", nil
		}
		last := nonblocking.NewResolver(loop, pool, lookup)
		more := nonblocking.NewResolver(loop, pool, lookup)
		var ofLast, ofMore journal
		loop.Post(func() {
			last.Resolve("ann", func(string, error) {
				ofLast.add("ann")
				last.Close(func() { ofLast.add("closed") })
				ofLast.add("Close returned")
			})
			more.Resolve("ann", func(string, error) {
				ofMore.add("ann")
				more.Resolve("ann", func(string, error) { ofMore.add("ann again") })
				more.Close(func() { ofMore.add("closed") })
				ofMore.add("Close returned")
			})
			together.Arrive()
		})
		r.Go("loop", loop.Run)
		r.Open()
		r.Settle() // all is done
		loop.Stop()
		r.Join()
		pool.Close()
		if together.Max() < 2 {
			return // too slow: the loop was stopped before all was done
		}
		ofLast.want(r, "ann", "Close returned", "closed")
		ofMore.want(r, "ann", "Close returned", "ann again", "closed")
		if n := lookups.Load(); n != 3 {
			r.Errorf("3 names: %d lookups", n)
		}
	})
}

// After Close the answer is ErrClosed, on the loop like any other, wherever the
// lookup that was accepted before happens to be.
func TestResolveAfterClose(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		loop, pool := nonblocking.NewLoop(), nonblocking.NewPool(1)
		together := r.Witness(2) // the event, and the lookup that it asked for
		var lookups atomic.Int32
		resolver := nonblocking.NewResolver(loop, pool, func(name string) (string, error) {
			lookups.Add(1)
			together.Arrive()
			return "home of " + name, nil
		})
		var early, late, end journal
		loop.Post(func() {
			resolver.Resolve("ann", func(addr string, err error) { early.add(answer(addr, err)) })
			together.Arrive()
			resolver.Close(func() { // the lookup returns before, during or after this call
				early.add("closed")
				end.add("closed")
				loop.Stop()
			})
			resolver.Resolve("bob", func(addr string, err error) { late.add(answer(addr, err)) })
			late.add("end of event")
			end.add("end of event")
		})
		loop.Run()
		pool.Close()
		early.want(r, "home of ann", "closed")
		late.want(r, "end of event", nonblocking.ErrClosed.Error())
		end.want(r, "end of event", "closed")
		if n := lookups.Load(); n != 1 {
			r.Errorf("%d lookups; want 1", n)
		}

		own, ownPool := nonblocking.NewLoop(), nonblocking.NewPool(1)
		idle := nonblocking.NewResolver(own, ownPool, func(string) (string, error) { return "", nil })
		var ofIdle journal
		own.Post(func() {
			idle.Close(func() {
				ofIdle.add("closed")
				idle.Resolve("bob", func(addr string, err error) { ofIdle.add(answer(addr, err)) })
			})
			idle.Resolve("eve", func(addr string, err error) { ofIdle.add(answer(addr, err)) })
		})
		r.Go("loop", own.Run)
		r.Open()
		r.Settle() // all is done
		own.Stop()
		r.Join()
		ownPool.Close()
		ofIdle.sort()
		ofIdle.want(r, "closed", nonblocking.ErrClosed.Error(), nonblocking.ErrClosed.Error())
	})
}

var errUnknown = errors.New("unknown")

func answer(addr string, err error) string {
	if err != nil {
		return strings.TrimPrefix(addr+", "+err.Error(), ", ")
	}
	return addr
}

// journal is what happened, in order. Any goroutine may write to it.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) add(line string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, line)
}

func (j *journal) sort() {
	j.mu.Lock()
	defer j.mu.Unlock()
	slices.Sort(j.lines)
}

func (j *journal) want(r *harness.Run, lines ...string) {
	r.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if !slices.Equal(j.lines, lines) {
		r.Errorf("what happened: %q; want %q", j.lines, lines)
	}
}
