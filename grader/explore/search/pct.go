package search

import "racekit/grader/explore/step"

// pct chooses by priorities that change at few random points: Burckhardt, Kothari,
// Musuvathi, Nagarakatte, "A randomized scheduler with probabilistic guarantees of
// finding bugs", ASPLOS'10. With n goroutines and k choices, a schedule shows a bug of
// depth d with a chance of at least 1/(n*k^(d-1)).
//
// A goroutine that keeps the turn for longer than whole schedules take is waiting for
// another: it drops behind all others, as in the fair variants of Coyote and others.
type pct struct {
	// priority is by goroutine, the clock first; 0: not drawn yet. Drawn ones are above
	// all others, those of the change points are 1, 2, and so on.
	priority []int64
	// change are the turns at which the goroutine whose turn it is drops.
	change [maxDepth - 1]int
	points int
	turn   int
	// low is below all priorities.
	low int64
	// runner has had the turn streak times in a row; patience is how often it may.
	runner           int32
	streak, patience int
}

// maxDepth bounds the depth: beyond it there are but change points at random.
const maxDepth = 8

// begin draws the change points of a schedule of about k turns, for bugs of a depth.
func (p *pct) begin(k, depth int, r *random) {
	clear(p.priority)
	k = max(k, 1)
	p.points = min(max(depth, 1), maxDepth) - 1
	for i := range p.change[:p.points] {
		p.change[i] = r.below(k)
	}
	p.turn, p.low = 0, -1
	p.runner, p.streak, p.patience = -1, 0, 2*k+64
}

func (p *pct) choose(c *step.Choice, r *random) int {
	if c.Branch {
		return r.below(int(width(c)))
	}
	i := p.highest(c, r)
	for point, at := range p.change[:p.points] {
		if at == p.turn {
			p.priority[c.Options[i].G+1] = int64(point + 1)
			i = p.highest(c, r)
		}
	}
	p.turn++
	if n := len(c.Options); c.Options[n-1].G < 0 && r.below(4*early) == 0 {
		i = n - 1
	}
	return p.fair(c, i, r)
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
