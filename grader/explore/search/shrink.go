package search

import (
	"slices"

	"racekit/grader/explore/step"
)

// Shrink looks for a simpler schedule with the same failure: fewer preemptions, then
// fewer choices that are not 0, then fewer choices. It calls run, which must run one
// schedule with the chooser and say what became of it, at most budget times, and returns
// the best choices that were really run; or choices as they are if they do not fail.
//
// At first it is greedy. It leaves out choices by halves, as in Zeller and Hildebrandt,
// "Simplifying and isolating failure-inducing input", TSE'02; and it joins turns of one
// goroutine by moving what is between them, as in Jalbert and Sen, "A trace
// simplification technique for effective debugging of concurrent programs", FSE'10.
// What is left of the budget then goes to a search of all schedules with fewer
// preemptions, so that run has to obey step.Prune.
func Shrink(choices []uint16, budget int, run func(step.Chooser) Outcome) []uint16 {
	s := shrinker{run: run, left: budget}
	g := follow(itemsOf(choices))
	o, ok := s.try(g)
	if !ok || o.Failure == "" {
		return choices
	}
	s.failure = o.Failure
	s.keep(g)
	s.greedy()
	if s.fewer() {
		s.greedy()
	}
	return s.best.choices()
}

func (s *shrinker) greedy() {
	for progress := true; progress && s.left > 0; {
		progress = s.halves()
		progress = s.join() || progress
		progress = s.drop() || progress
		progress = s.lower() || progress
	}
}

// fewer searches for a schedule with fewer preemptions. The last run of the budget is
// for the one that it finds.
func (s *shrinker) fewer() bool {
	cfg := Config{Schedules: s.left - 1, Without: ^(Bounded | Pruning)}
	for b := range s.cost[0] {
		cfg.Bounds = append(cfg.Bounds, b)
	}
	if len(cfg.Bounds) == 0 || cfg.Schedules < 1 {
		return false
	}
	for all := New(cfg); all.Next(); {
		s.left--
		o := s.run(all)
		all.End(o)
		if o.Failure == s.failure {
			return s.better(itemsOf(all.Choices()))
		}
	}
	return false
}

// shrinker is the best schedule so far and what is left to look for a better one.
type shrinker struct {
	run     func(step.Chooser) Outcome
	left    int
	failure string
	best    *guide
	cost    [3]int
}

// try runs a schedule, unless the budget is spent.
func (s *shrinker) try(g *guide) (o Outcome, ok bool) {
	if s.left <= 0 {
		return o, false
	}
	s.left--
	return s.run(g), true
}

// better runs a schedule, and keeps it if it is better and fails in the same way.
func (s *shrinker) better(items []item) bool {
	g := follow(items)
	o, ok := s.try(g)
	if !ok || o.Failure != s.failure || slices.Compare(g.price(), s.cost[:]) >= 0 {
		return false
	}
	s.keep(g)
	return true
}

func (s *shrinker) keep(g *guide) {
	s.best = g
	copy(s.cost[:], g.price())
}

// price is what Shrink makes less, the most important first.
func (g *guide) price() []int {
	chosen := 0
	for _, c := range g.choices() {
		if c != 0 {
			chosen++
		}
	}
	return []int{g.cost(), chosen, g.n}
}

// list is the best schedule as indices of options, without the zeros at its end.
func (s *shrinker) list() []item {
	choices := s.best.choices()
	for len(choices) > 0 && choices[len(choices)-1] == 0 {
		choices = choices[:len(choices)-1]
	}
	return itemsOf(choices)
}

// chosen are the indices in the list of what is not 0.
func chosen(list []item) []int {
	var all []int
	for i, it := range list {
		if it.choice != 0 {
			all = append(all, i)
		}
	}
	return all
}

// halves makes choices 0: all, halves of them, and so on down to single ones.
func (s *shrinker) halves() bool {
	progress := false
	for size := len(chosen(s.list())); size > 0; size /= 2 {
		for from := 0; ; {
			list := s.list()
			at := chosen(list)
			if from >= len(at) || s.left <= 0 {
				break
			}
			for _, i := range at[from:min(from+size, len(at))] {
				list[i].choice = 0
			}
			if s.better(list) {
				progress = true
			} else {
				from += size
			}
		}
	}
	return progress
}

// drop takes single choices out, with what comes after moving up; and zeros before one.
func (s *shrinker) drop() bool {
	progress := false
	for k := 0; s.left > 0; {
		list := s.list()
		at := chosen(list)
		if k >= len(at) {
			break
		}
		i := at[k]
		if s.better(slices.Delete(slices.Clone(list), i, i+1)) ||
			i > 0 && list[i-1].choice == 0 && s.better(slices.Delete(slices.Clone(list), i-1, i)) {
			progress = true
		} else {
			k++
		}
	}
	return progress
}

// lower makes single choices smaller, and what comes after 0.
func (s *shrinker) lower() bool {
	progress := false
	for k := 0; s.left > 0; k++ {
		list := s.list()
		at := chosen(list)
		if k >= len(at) {
			break
		}
		for c := list[at[k]].choice - 1; c > 0; c-- {
			short := slices.Clone(list[:at[k]+1])
			short[at[k]].choice = c
			if s.better(short) {
				progress = true
				break
			}
		}
	}
	return progress
}

// join moves turns next to other turns of the same goroutine, up and down, and to the
// end.
func (s *shrinker) join() bool {
	progress := false
	for k := 0; s.left > 0; {
		list := s.best.items()
		turns := turnsOf(list)
		if k >= len(turns) {
			break
		}
		if s.joinAt(list, turns, k) {
			progress = true
		} else {
			k++
		}
	}
	return progress
}

func (s *shrinker) joinAt(list []item, turns []turn, k int) bool {
	t := turns[k]
	for j := k - 1; j >= 0; j-- {
		if turns[j].g == t.g {
			if s.better(moved(list, t.from, t.to, turns[j].to)) {
				return true
			}
			break
		}
	}
	for j := k + 1; j < len(turns); j++ {
		if turns[j].g == t.g {
			if s.better(moved(list, t.from, t.to, turns[j].from)) {
				return true
			}
			break
		}
	}
	return s.better(moved(list, t.from, t.to, len(list)))
}

// moved is a copy of list in which from:to is before what was at index at.
func moved(list []item, from, to, at int) []item {
	out := make([]item, 0, len(list))
	if at <= from {
		out = append(append(out, list[:at]...), list[from:to]...)
		return append(append(out, list[at:from]...), list[to:]...)
	}
	out = append(append(out, list[:from]...), list[to:at]...)
	return append(append(out, list[from:to]...), list[at:]...)
}

// turn is a part of a list in which one goroutine has the turn.
type turn struct {
	g        int32
	from, to int
}

func turnsOf(list []item) []turn {
	var all []turn
	for i, it := range list {
		if n := len(all); n > 0 && (it.branch || it.g == all[n-1].g) {
			all[n-1].to = i + 1
			continue
		}
		all = append(all, turn{it.g, i, i + 1})
	}
	return all
}
