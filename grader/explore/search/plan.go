package search

// depthShare is the share of the budget that the depth-first stages may take if others
// follow. Where they are so slow that they have had fewer than fewSchedules by slowShare of
// the time, that is all: depth first, the first few are all alike at their beginning.
// lockstepSchedules is how many schedules the lockstep stage has.
const (
	depthShare        = 0.5
	slowShare         = 0.1
	fewSchedules      = 64
	lockstepSchedules = 6
)

// plan is the order of the stages: the rows of the depth-first ones, then that of
// lockstep, then PCT and the sampler by turns.
type plan struct {
	// at is the depth-first row whose turn it is; those before depth are depth-first.
	at, depth int
	// share is that of the budget that the depth-first stages may take.
	share float64
	// lockstep is a row, or -1; pct and sampler are the first and the number of rows.
	lockstep             int
	pct, pcts            int
	sampler, samplers    int
	lockstepped, sampled int
	// exhausted: there is nothing else to run.
	exhausted bool
}

// lay makes the rows.
func (s *Search) lay() {
	has := func(p Part) bool { return s.cfg.Without&p == 0 }
	add := func(name string, bound int) { s.rows = append(s.rows, Stage{Name: name, Bound: bound}) }
	p := &s.plan
	if has(Bounded) {
		for _, b := range s.cfg.Bounds {
			add(NameBounded, b)
		}
	}
	if has(Unbounded) {
		add(NameUnbounded, -1)
	}
	if len(s.rows) == 0 {
		add(NameFirst, -1)
	}
	p.depth = len(s.rows)
	p.lockstep = -1
	if has(Lockstep) {
		p.lockstep = len(s.rows)
		add(NameLockstep, -1)
	}
	if p.pct = len(s.rows); has(PCT) {
		for _, d := range s.cfg.Depths {
			add(NamePCT, d)
		}
	}
	p.pcts = len(s.rows) - p.pct
	if p.sampler = len(s.rows); has(Sampler) {
		add(NamePOS, -1)
		add(NameWalk, -1)
	}
	p.samplers = len(s.rows) - p.sampler
	p.share = 1
	if len(s.rows) > p.depth {
		p.share = depthShare
	}
	s.tree.limit = s.limit()
}

// limit is the bound of the depth-first stage whose turn it is.
func (s *Search) limit() int {
	row := s.rows[s.plan.at]
	if row.Name == NameBounded {
		return row.Bound
	}
	return unbounded
}

// pick readies a schedule of the stage whose turn it is; share is that of the budget
// that is gone, slow that there will be few.
func (s *Search) pick(share float64, slow bool) bool {
	p := &s.plan
	if p.at < p.depth {
		if share < p.share && !(slow && p.share < 1) && s.deepen() {
			s.mode, s.row = deep, p.at
			return true
		}
		if p.exhausted {
			return false
		}
		p.at = p.depth
	}
	s.tree.fixed = 0
	s.random.state = mix(s.cfg.Seed + mix(uint64(s.ran)))
	if p.lockstep >= 0 && p.lockstepped < lockstepSchedules {
		p.lockstepped++
		s.lock.begin(p.lockstepped)
		s.mode, s.row = lockstepping, p.lockstep
		return true
	}
	return s.sample()
}

// deepen readies a schedule of a depth-first stage. When all that the program can do
// has been run, or no such stage is left, it is false.
func (s *Search) deepen() bool {
	p := &s.plan
	if s.rows[p.at].Name == NameFirst {
		return s.rows[p.at].Schedules == 0 && s.tree.advance()
	}
	for !s.tree.advance() {
		s.rows[p.at].Complete = !s.tree.lossy
		if !s.tree.beyond {
			p.exhausted = !s.tree.lossy
			for i := p.at; i < p.depth; i++ {
				s.rows[i].Complete = p.exhausted
			}
			return false
		}
		if p.at++; p.at == p.depth {
			return false
		}
		s.tree.raise(s.limit())
	}
	return true
}

// sample readies a schedule of PCT or of a sampler, by turns.
func (s *Search) sample() bool {
	p := &s.plan
	if p.pcts+p.samplers == 0 {
		return false
	}
	i := p.sampled
	p.sampled++
	if p.pcts > 0 && p.samplers > 0 {
		if i%2 == 1 {
			return s.draw(i / 2)
		}
		i /= 2
	} else if p.samplers > 0 {
		return s.draw(i)
	}
	s.mode, s.row = prioritized, p.pct+i%p.pcts
	s.pct.begin(s.turns.estimate(), s.rows[s.row].Bound, i/4%2 == 1, &s.random)
	return true
}

// draw readies the i-th schedule of the sampler.
func (s *Search) draw(i int) bool {
	s.row = s.plan.sampler + i%s.plan.samplers
	s.mode = walking
	if s.rows[s.row].Name == NamePOS {
		s.mode = ordered
		s.pos.begin()
	}
	return true
}
