package search

import (
	"math"

	"racekit/grader/explore/step"
)

// unbounded is the bound of a search for all schedules.
const unbounded = math.MaxInt

// tree is a depth-first search of the tree of choices, with a bound of preemptions that
// rises: iterative context bounding, Musuvathi and Qadeer, "Iterative context bounding
// for systematic testing of multithreaded programs", PLDI'07.
//
// What lies beyond the bound is postponed: where it begins goes to a queue, from which
// the search with the next bound starts. So no schedule is run twice, and a state that
// was seen with at most as many preemptions needs no second visit: what follows it was
// searched, or is in the queue. When the queue is full, the next bound starts from the
// root again, with nothing seen.
type tree struct {
	trail
	// The schedule repeats the first fixed nodes of an earlier one, and then takes
	// option 0. used is what it costs.
	fixed, used int
	// The search is among the schedules that begin with the first root nodes, which
	// cost rootUsed; their widths sum up to rootSum, known when checked.
	root, rootUsed int
	rootSum        uint32
	checked        bool
	// limit is the bound, before the one before it.
	limit, before int
	// open is how many nodes of the schedule just run have alternatives to try.
	open int

	now, next frontier
	// whole: the search is of the whole tree. begun: its first schedule has been run.
	whole, begun bool
	// overflow: the next queue is not all there is. beyond: there is something beyond
	// the bound. lossy: something within it was given up.
	overflow, beyond, lossy bool

	prune    bool
	seen     seen
	diverged bool
}

// begin readies the first search.
func (t *tree) begin(prune bool) {
	t.prune = prune
	t.before = -1
	t.seen.reset()
	t.whole = true
}

// raise goes on to a greater bound.
func (t *tree) raise(limit int) {
	t.before, t.limit = t.limit, limit
	if t.overflow {
		t.overflow = false
		t.whole = true
		t.seen.reset()
		t.next.reset()
	} else {
		t.whole = false
	}
	t.begun, t.beyond = false, false
	t.root, t.open = 0, 0
	t.now, t.next = t.next, t.now
	t.next.reset()
}

// advance readies the next schedule within the bound. It is false if there is none.
func (t *tree) advance() bool {
	if t.backtrack() {
		return true
	}
	if t.whole {
		first := !t.begun
		t.begun = true
		t.root, t.fixed, t.used, t.rootUsed, t.checked = 0, 0, 0, 0, true
		return first
	}
	if t.now.empty() {
		return false
	}
	t.nodes, t.root, t.rootSum = t.now.pop(t.nodes)
	t.fixed, t.checked = t.root, false
	t.rootUsed = t.before + 1
	t.used = t.rootUsed
	return true
}

// backtrack turns to the last alternative there is behind the root.
func (t *tree) backtrack() bool {
	for ; t.open > t.root; t.open-- {
		n := &t.nodes[t.open-1]
		if n.dear(n.choice) {
			t.used--
		}
		for c := int(n.choice) + 1; c < int(n.n); c++ {
			dear := n.dear(uint16(c))
			if dear && t.used >= t.limit {
				t.postpone(t.open-1, uint16(c))
				continue
			}
			if n.choice = uint16(c); dear {
				t.used++
			}
			t.fixed = t.open
			return true
		}
	}
	return false
}

// deepest is the most choices that a schedule may begin with to be left to the next bound:
// to keep and to check one costs time that grows with them, for each of its choices.
const deepest = 1 << 13

// postpone leaves option c of a node to the next bound.
func (t *tree) postpone(at int, c uint16) {
	t.beyond = true
	if t.overflow = t.overflow || at > deepest; t.overflow {
		return
	}
	last := t.nodes[at]
	last.choice = c
	t.overflow = !t.next.push(t.nodes[:at], last)
}

// rewind goes back to the first choice.
func (t *tree) rewind() {
	t.trail.clear()
	t.diverged = false
}

// choose follows what is fixed, and then takes option 0, unless the state is known.
func (t *tree) choose(c *step.Choice) int {
	t.fair.see(c)
	if t.n < t.fixed {
		n := &t.nodes[t.n]
		if wide := width(c); n.n == wide || n.n == 0 && n.choice < wide {
			n.n = wide
			t.n++
			if !c.Branch {
				t.fair.took(c, int(n.choice))
			}
			return int(n.choice)
		}
		t.diverged = true
		t.fixed, t.open = t.n, t.n
	}
	if t.prune && !c.Branch && !t.diverged && t.seen.visit(t.state(c), t.used) {
		return step.Prune
	}
	t.add(c, 0)
	return 0
}

// state tells states apart in which different things can follow at the same cost. No
// schedule is twice in a state, as its steps are counted.
func (t *tree) state(c *step.Choice) uint64 {
	return mix(c.State + uint64(c.Step) ^ t.fair.history(c))
}

// end takes stock of the schedule. Of one that was cut, no choices behind the first
// deepest have alternatives. It reports whether the schedule was run in an earlier stage.
func (t *tree) end(cut bool, deepest int) (again bool) {
	t.seen.room()
	again = t.whole && t.before >= 0 && t.used <= t.before
	switch {
	case t.diverged:
	case t.n < t.fixed:
		t.diverged = true
		t.open = t.n
	case !t.checked && check(t.nodes[:t.root-1], t.nodes[t.root-1].n) != t.rootSum:
		t.diverged = true
		t.open = t.root
	default:
		t.open = t.n
	}
	t.checked = true
	if cut {
		t.open = min(t.open, max(deepest, t.fixed))
	}
	if cut || t.diverged {
		t.lossy = true
	}
	if t.diverged {
		t.recount()
	}
	return again
}

// recount is what the open nodes cost.
func (t *tree) recount() {
	t.used = t.rootUsed
	for i := t.root; i < t.open; i++ {
		if n := &t.nodes[i]; n.dear(n.choice) {
			t.used++
		}
	}
}
