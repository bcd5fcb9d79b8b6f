package harness

import (
	"runtime"
	"runtime/debug"
)

// starter is a goroutine that waits for the start gate.
type starter struct {
	name string
	f    func()
}

// Go registers a goroutine that runs f. All that are registered start together, in a
// seeded order, at Open or Join; once the gate is open, f starts at once. Each is
// joined by Join. The name is for the reader of the test.
func (r *Run) Go(name string, f func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.opened {
		r.waiting = append(r.waiting, starter{name, f})
		return
	}
	r.spawn(f, 0)
}

// Open opens the start gate. It is called from the property's own goroutine.
func (r *Run) Open() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.opened {
		return
	}
	r.opened = true
	r.rand.Shuffle(len(r.waiting), func(i, j int) {
		r.waiting[i], r.waiting[j] = r.waiting[j], r.waiting[i]
	})
	for _, s := range r.waiting {
		r.spawn(s.f, r.rand.IntN(4))
	}
	r.waiting = nil
	close(r.gate)
}

// Join opens the gate if it is still shut and waits until every goroutine of Go has
// returned. It is called from the property's own goroutine.
func (r *Run) Join() {
	r.Open()
	r.joined.Wait()
}

// spawn starts f behind the gate, after it has stepped aside a number of times.
func (r *Run) spawn(f func(), yields int) {
	gate, log := r.gate, r.log
	r.joined.Go(func() {
		whole := false
		defer func() {
			if v := recover(); v != nil {
				log.panicked(v, debug.Stack())
			} else if !whole {
				log.exited()
			}
		}()
		<-gate
		for range yields {
			runtime.Gosched()
		}
		f()
		whole = true
	})
}
