package search

import "racekit/grader/explore/step"

// item is a choice to be made: an option by its index, or the goroutine that gets the
// turn whatever its index is. A branch is always by index; g has the turn there.
type item struct {
	choice uint16
	g      int32
	byG    bool
	branch bool
	used   bool
}

// guide is a chooser that follows items as far as it can. follow makes one, for one
// schedule.
type guide struct {
	trail
	list []item
	// next is the first item that is not used yet.
	next int
	// ran are the goroutines that got the turn, parallel to the nodes; runner the last.
	ran    []int32
	branch []bool
	runner int32
}

func follow(list []item) *guide { return &guide{list: list, runner: -1} }

// itemsOf are the items of a list of indices.
func itemsOf(choices []uint16) []item {
	all := make([]item, len(choices))
	for i, c := range choices {
		all[i].choice = c
	}
	return all
}

// items are those of the schedule that was run, by goroutines.
func (g *guide) items() []item {
	all := make([]item, g.n)
	for i := range all {
		all[i] = item{choice: g.nodes[i].choice, g: g.ran[i], byG: true, branch: g.branch[i]}
	}
	return all
}

// Choose implements step.Chooser.
func (g *guide) Choose(c *step.Choice) int {
	i := g.option(c)
	if !c.Branch {
		g.runner = c.Options[i].G
	}
	if g.n == len(g.ran) {
		g.ran = grown(g.ran, g.n+1)
		g.branch = grown(g.branch, len(g.ran))
	}
	g.ran[g.n], g.branch[g.n] = g.runner, c.Branch
	g.fair.see(c)
	g.add(c, i)
	return i
}

// option is the index that the first item that fits asks for, or 0.
func (g *guide) option(c *step.Choice) int {
	for g.next < len(g.list) && g.list[g.next].used {
		g.next++
	}
	for k := g.next; k < len(g.list); k++ {
		it := &g.list[k]
		switch {
		case it.used || it.byG && (it.branch != c.Branch || c.Branch && it.g != g.runner):
			continue
		case !it.byG || c.Branch:
			it.used = true
			if int(it.choice) < c.N {
				return int(it.choice)
			}
			return 0
		}
		for i := range c.Options {
			if c.Options[i].G == it.g {
				it.used = true
				return i
			}
		}
	}
	return 0
}
