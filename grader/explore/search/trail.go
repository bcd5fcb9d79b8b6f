package search

import (
	"math"

	"racekit/grader/explore/step"
)

// node is a choice that was made.
type node struct {
	// unfair are the options, among the first 64, that return the turn to a goroutine
	// that gave it up, though another has waited for it since.
	unfair uint64
	// choice was taken of n options; n is 0 if it is not known yet. No more than the
	// first 65,535 options are ever taken.
	choice, n uint16
	marks     marks
}

type marks uint8

const (
	// preempts: every option but the first costs a preemption. clock: the last does.
	preempts marks = 1 << iota
	clock
)

// dear reports whether option i costs a preemption. The first never does.
func (n *node) dear(i uint16) bool {
	return i > 0 && (n.marks&preempts != 0 || n.unfair>>i&1 != 0 || n.marks&clock != 0 && i == n.n-1)
}

// trail is the choices of a schedule, in their order.
type trail struct {
	nodes []node
	// n is how many of nodes belong to the schedule.
	n    int
	fair fair
}

// width is the number of options, at most what a node can hold.
func width(c *step.Choice) uint16 { return uint16(min(c.N, math.MaxUint16)) }

// add appends the choice of option i, after what fair has seen of it.
func (t *trail) add(c *step.Choice, i int) {
	if t.n == len(t.nodes) {
		t.nodes = grown(t.nodes, t.n+1)
	}
	n := &t.nodes[t.n]
	*n = node{choice: uint16(i), n: width(c)}
	if !c.Branch {
		if c.Preempts {
			n.marks |= preempts
		}
		if c.Options[len(c.Options)-1].G < 0 {
			n.marks |= clock
		}
		n.unfair = t.fair.unfair(c)
		t.fair.took(c, i)
	}
	t.n++
}

// clear forgets the choices, but not what was known of them.
func (t *trail) clear() {
	t.n = 0
	t.fair.clear()
}

func (t *trail) choices() []uint16 {
	all := make([]uint16, t.n)
	for i := range all {
		all[i] = t.nodes[i].choice
	}
	return all
}

func (t *trail) widths() []uint16 {
	all := make([]uint16, t.n)
	for i := range all {
		all[i] = t.nodes[i].n
	}
	return all
}

// cost is the number of preemptions among the choices.
func (t *trail) cost() int {
	sum := 0
	for i := range t.nodes[:t.n] {
		if t.nodes[i].dear(t.nodes[i].choice) {
			sum++
		}
	}
	return sum
}

// grown is s with room for at least n elements, and for more. The runtime's append
// tells the race detector what it reads, which make and copy of this package do not.
func grown[E any](s []E, n int) []E {
	if n <= len(s) {
		return s
	}
	bigger := make([]E, max(2*len(s), n, 64))
	copy(bigger, s)
	return bigger
}
