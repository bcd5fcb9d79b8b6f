package search

import "racekit/grader/explore/step"

// pct chooses by priorities that change at few random points: Burckhardt, Kothari,
// Musuvathi, Nagarakatte, "A randomized scheduler with probabilistic guarantees of
// finding bugs", ASPLOS'10. With n goroutines and k choices, a schedule shows a bug of
// depth d with a chance of at least 1/(n*k^(d-1)).
//
// A goroutine that keeps the turn for longer than whole schedules take is waiting for
// another: it drops behind all others, as in the fair variants of Coyote and others.
//
// Of eight schedules, the last four draw their change points by what is pending there: first one
// of the kinds of steps and what they are on, all equally likely, then one of the times that
// it comes. Steps that a program repeats a thousand times, on purpose even, do not hide the
// few that matter.
type pct struct {
	// priority is by goroutine, the clock first; 0: not drawn yet. Drawn ones are above
	// all others, those of the change points are 1, 2, and so on.
	priority []int64
	// change are the turns at which the goroutine whose turn it is drops.
	change [maxDepth - 1]int
	// class are what is pending at change points that are drawn so, -1 for those that are
	// not: there, change counts the times that it was pending.
	class  [maxDepth - 1]int
	points int
	turn   int
	// pending is how often each class was so in this schedule, before in the last one that
	// was not stretched.
	pending, before [classes]int
	// low is below all priorities.
	low int64
	// runner has had the turn streak times in a row; patience is how often it may.
	runner           int32
	streak, patience int
	// stretched: somebody was waiting for another, for as long as that.
	stretched bool
}

// classes is how many there are: those that share one are taken for one.
const classes = 128

// classOf is the class of a pending step.
func classOf(o *step.Option) int { return int(mix(uint64(o.Object)<<8|uint64(o.Kind)) % classes) }

// maxDepth bounds the depth: beyond it there are but change points at random.
const maxDepth = 8

// begin draws the change points of a schedule of about k turns, for bugs of a depth.
func (p *pct) begin(k, depth int, byClass bool, r *random) {
	clear(p.priority)
	if !p.stretched {
		p.before = p.pending
	}
	p.pending = [classes]int{}
	k = max(k, 1)
	p.points = min(max(depth, 1), maxDepth) - 1
	for i := range p.change[:p.points] {
		p.change[i], p.class[i] = r.below(k), -1
		if byClass {
			p.draw(i, r)
		}
	}
	p.turn, p.low = 0, -1
	p.runner, p.streak, p.patience, p.stretched = -1, 0, 2*k+64, false
}

// draw makes change point i one of those of a class that was pending in the last schedule.
func (p *pct) draw(i int, r *random) {
	most := 0
	for c := range p.before {
		if p.before[c] == 0 {
			continue
		}
		if most++; r.below(most) == 0 {
			p.class[i], p.change[i] = c, 0
		}
	}
	if p.class[i] >= 0 {
		p.change[i] = r.below(p.before[p.class[i]])
	}
}

func (p *pct) choose(c *step.Choice, r *random) int {
	if c.Branch {
		return r.below(int(width(c)))
	}
	i := p.highest(c, r)
	for point := range p.change[:p.points] {
		if p.due(point, &c.Options[i]) {
			p.priority[c.Options[i].G+1] = int64(point + 1)
			i = p.highest(c, r)
		}
	}
	p.turn++
	p.pending[classOf(&c.Options[i])]++
	if n := len(c.Options); c.Options[n-1].G < 0 && r.below(4*early) == 0 {
		i = n - 1
	}
	return p.fair(c, i, r)
}

// due reports whether a change point has come, with o pending.
func (p *pct) due(point int, o *step.Option) bool {
	if class := p.class[point]; class >= 0 {
		return classOf(o) == class && p.pending[class] == p.change[point]
	}
	return p.change[point] == p.turn
}

// fair drops a goroutine that has had the turn for long, and the clock at once.
func (p *pct) fair(c *step.Choice, i int, r *random) int {
	g := c.Options[i].G
	if g != p.runner {
		p.runner, p.streak = g, 0
	}
	p.streak++
	if g >= 0 && p.streak <= p.patience {
		return i
	}
	p.stretched = p.stretched || g >= 0
	p.priority[g+1] = p.low
	p.low--
	p.streak = 0
	if g < 0 {
		return i
	}
	return p.highest(c, r)
}

// highest is the option of the greatest priority. Goroutines that are new get theirs.
func (p *pct) highest(c *step.Choice, r *random) int {
	best, most := 0, int64(0)
	for i := range c.Options {
		g := int(c.Options[i].G) + 1
		if g >= len(p.priority) {
			p.priority = grown(p.priority, g+1)
		}
		if p.priority[g] == 0 {
			p.priority[g] = int64(r.next()>>2 | 1<<61)
		}
		if i == 0 || p.priority[g] > most {
			best, most = i, p.priority[g]
		}
	}
	return best
}

// horizon estimates how many turns a schedule has: the most that any of the last ones
// had, of which there are at least window. One that was long stays in it for so long.
type horizon struct {
	now              int
	most, mostBefore int
	schedules        int
}

const window = 64

func (h *horizon) end() {
	h.most = max(h.most, h.now)
	if h.schedules++; h.schedules == window {
		h.mostBefore, h.most, h.schedules = h.most, 0, 0
	}
}

func (h *horizon) estimate() int { return max(h.most, h.mostBefore) }
