package search

import "racekit/grader/explore/step"

// pos chooses by priorities of pending steps: partial order sampling, Yuan, Yang, Gu,
// "Partial order aware concurrency sampling", CAV'18. Each step has a priority of its
// own; those that race with the step taken draw again.
type pos struct{ pending []pending }

// pending is the step that a goroutine is about to take, the clock first.
type pending struct {
	// priority is 0 if it is not drawn yet.
	priority uint64
	object   int32
	kind     step.Kind
}

func (p *pos) begin() { clear(p.pending) }

func (p *pos) choose(c *step.Choice, r *random) int {
	if c.Branch {
		return r.below(int(width(c)))
	}
	best, most := 0, uint64(0)
	for i := range c.Options {
		if q := p.priority(&c.Options[i], r); q > most {
			best, most = i, q
		}
	}
	p.take(c.Options, best)
	return best
}

// priority is that of a pending step, drawn if the step is new.
func (p *pos) priority(o *step.Option, r *random) uint64 {
	g := int(o.G) + 1
	if g >= len(p.pending) {
		p.pending = grown(p.pending, g+1)
	}
	e := &p.pending[g]
	if e.priority == 0 || e.kind != o.Kind || e.object != o.Object {
		*e = pending{priority: r.next() | 1, object: o.Object, kind: o.Kind}
		if o.G < 0 {
			e.priority = e.priority/early | 1
		}
	}
	return e.priority
}

// take forgets the priority of the step taken and of those that race with it.
func (p *pos) take(options []step.Option, best int) {
	taken := options[best]
	for i, o := range options {
		races := o.Object != 0 && o.Object == taken.Object && !(o.Kind.Reads() && taken.Kind.Reads())
		if i == best || races {
			p.pending[o.G+1].priority = 0
		}
	}
}
