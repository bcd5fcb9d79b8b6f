package harness

import "racekit/grader/explore/sched"

// starter is a goroutine that waits for the start gate.
type starter struct {
	name string
	f    func()
}

// Go registers a goroutine that runs f. All that are registered start together at Open or
// Join, in the order of the schedule; once the gate is open, f starts at once. Each is
// joined by Join. The name is for the reader of the test.
//
//go:noinline
func (r *Run) Go(name string, f func()) {
	if !r.opened {
		r.waiting = append(r.waiting, starter{name, f})
		return
	}
	r.spawn(name, f)
}

// Open opens the start gate. It is called from the property's own goroutine.
//
//go:noinline
func (r *Run) Open() {
	if r.opened {
		return
	}
	r.opened = true
	for i := range r.waiting {
		r.spawn(r.waiting[i].name, r.waiting[i].f)
	}
	r.waiting = nil
}

// Join opens the gate if it is still shut and waits until every goroutine of Go has
// returned. It is called from the property's own goroutine.
//
//go:noinline
func (r *Run) Join() {
	r.Open()
	r.joined.Wait()
}

// spawn starts f.
func (r *Run) spawn(name string, f func()) {
	r.joined.Add(1)
	sched.Go(name, func() {
		whole := false
		defer func() {
			v := recover()
			if v != nil {
				sched.NotePanic(v)
				sched.Stop()
			}
			if !whole && sched.Current() != nil {
				r.exited()
			}
			r.joined.Done()
		}()
		f()
		whole = true
	})
}

// Settle returns when every other goroutine is blocked or gone. It does not order what
// they did before what comes after it.
//
//go:noinline
func (r *Run) Settle() { sched.WaitRest(sched.Settled) }
