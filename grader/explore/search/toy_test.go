package search

import (
	"fmt"
	"slices"

	"racekit/grader/explore/step"
)

// op is a step of a toy program.
type op struct {
	kind   step.Kind
	object int32
	// ready says whether it can be taken, nil: always. do takes it, and returns where
	// the goroutine goes on; nil: at the next.
	ready func(*world) bool
	do    func(*world) int
	// ways is how many ways a branch has; the one taken is in world.way.
	ways int
}

// program is what each goroutine does, and what is wrong at the end.
type program struct {
	ops   [][]op
	check func(*world) string
	// clock is how often time may move though goroutines can run.
	clock int
	limit int
	// yieldsLate: a goroutine gives up its turn by the step that says so, not before it;
	// and it is among the options, the last, not left out until another had its turn.
	yieldsLate bool
}

// world is the state of a program. The signature of what happened before what is made
// of a hash for each goroutine, and of one for the writes and the reads of each object.
type world struct {
	vars    [8]int
	pc      [8]int
	way     int
	ticks   int
	failed  string
	by      [8]uint64
	writes  [8]uint64
	reads   [8]uint64
	options []step.Option
	choice  step.Choice
}

const next = -1

// run executes one schedule.
func (p *program) run(w *world, ch step.Chooser) Outcome {
	*w = world{options: w.options}
	limit := p.limit
	if limit == 0 {
		limit = 1000
	}
	o := Outcome{Goroutines: len(p.ops)}
	current, gaveUp := -1, false
	for ; ; o.Steps++ {
		preempts := p.collect(w, current, gaveUp)
		if len(w.options) == 0 {
			break
		}
		if o.Steps == limit {
			o.Cut = true
			return o
		}
		i := 0
		if len(w.options) > 1 {
			w.choice = step.Choice{
				Options: w.options, N: len(w.options), Preempts: preempts, State: w.signature(current, preempts, gaveUp),
				Step: o.Steps, Preemptions: o.Preemptions,
			}
			if i = ch.Choose(&w.choice); i == step.Prune {
				o.Pruned = true
				return o
			}
			o.Choices++
			if preempts && i > 0 {
				o.Preemptions++
			}
		}
		opt := w.options[i]
		if opt.G < 0 {
			w.ticks++
			w.touch(7, step.Clock, 7)
			continue
		}
		current = int(opt.G)
		p.take(w, current, ch, &o)
		if gaveUp = opt.Kind == step.Yield; !p.yieldsLate {
			gaveUp = p.yields(w, current)
		}
		if w.failed != "" {
			o.Failure = w.failed
			return o
		}
	}
	for g := range p.ops {
		if w.pc[g] < len(p.ops[g]) {
			o.Failure = "deadlock"
			return o
		}
	}
	if p.check != nil {
		o.Failure = p.check(w)
	}
	return o
}

func (p *program) yields(w *world, g int) bool {
	return w.pc[g] < len(p.ops[g]) && p.ops[g][w.pc[g]].kind == step.Yield
}

// collect lists the options: who ran last first, if it did not give up its turn; then
// the others, by number behind the last.
func (p *program) collect(w *world, current int, gaveUp bool) (preempts bool) {
	w.options = w.options[:0]
	add := func(g int) bool {
		if g < 0 || w.pc[g] >= len(p.ops[g]) {
			return false
		}
		o := p.ops[g][w.pc[g]]
		if o.ready != nil && !o.ready(w) {
			return false
		}
		w.options = append(w.options, step.Option{G: int32(g), Kind: o.kind, Object: o.object})
		return true
	}
	if !gaveUp {
		preempts = add(current)
	}
	for i := range p.ops {
		g := i
		if gaveUp {
			g = (current + 1 + i) % len(p.ops)
		}
		if g != current {
			add(g)
		}
	}
	if gaveUp && (p.yieldsLate || len(w.options) == 0) {
		add(current)
	}
	if len(w.options) > 0 && w.ticks < p.clock {
		w.options = append(w.options, step.Option{G: -1, Kind: step.Clock, Object: 7})
	}
	return preempts
}

func (p *program) take(w *world, g int, ch step.Chooser, o *Outcome) {
	op := p.ops[g][w.pc[g]]
	w.touch(g, op.kind, op.object)
	if op.ways > 1 {
		w.choice = step.Choice{N: op.ways, Branch: true, State: w.signature(g, true, false), Step: o.Steps}
		w.way = ch.Choose(&w.choice)
		o.Choices++
		w.by[g] = mix(w.by[g] + uint64(w.way))
	}
	to := next
	if op.do != nil {
		to = op.do(w)
	}
	if w.pc[g]++; to != next {
		w.pc[g] = to
	}
}

func (w *world) touch(g int, k step.Kind, object int32) {
	h := mix(w.by[g]*31 + uint64(k) + 1)
	if object > 0 {
		h = mix(h + w.writes[object]*17 + uint64(object))
		if k.Reads() {
			w.reads[object] += mix(h)
		} else {
			h = mix(h + w.reads[object])
			w.writes[object], w.reads[object] = h, 0
		}
	}
	w.by[g] = h
}

// signature is that of what happened before what, of who has the turn, and of who is
// left out.
func (w *world) signature(current int, preempts, gaveUp bool) uint64 {
	sum := uint64(1)
	if preempts {
		sum = uint64(current + 2)
	} else if gaveUp {
		sum = uint64(current + 102)
	}
	for g, h := range w.by {
		sum += mix(h*63 + uint64(g))
	}
	return mix(sum)
}

// steps is n goroutines of k steps that have nothing to do with each other.
func steps(n, k int) *program {
	p := &program{ops: make([][]op, n)}
	for g := range n {
		for range k {
			p.ops[g] = append(p.ops[g], op{kind: step.AtomicAdd, object: int32(g + 1)})
		}
	}
	return p
}

// lostUpdate is n goroutines that add 1 to a variable in two steps, times times each.
func lostUpdate(n, times int) *program {
	p := &program{ops: make([][]op, n)}
	for g := range n {
		for range times {
			p.ops[g] = append(p.ops[g],
				op{kind: step.AtomicLoad, object: 1, do: func(w *world) int { w.vars[g+1] = w.vars[0]; return next }},
				op{kind: step.AtomicStore, object: 1, do: func(w *world) int { w.vars[0] = w.vars[g+1] + 1; return next }})
		}
	}
	p.check = func(w *world) string {
		if w.vars[0] != n*times {
			return fmt.Sprintf("want %d, got %d", n*times, w.vars[0])
		}
		return ""
	}
	return p
}

// lock and unlock are steps on a mutex in a variable.
func lock(v int) op {
	return op{
		kind: step.Lock, object: int32(v + 1),
		ready: func(w *world) bool { return w.vars[v] == 0 },
		do:    func(w *world) int { w.vars[v] = 1; return next },
	}
}

func unlock(v int) op {
	return op{kind: step.Unlock, object: int32(v + 1), do: func(w *world) int { w.vars[v] = 0; return next }}
}

// abba is a deadlock of lock order.
func abba() *program {
	return &program{ops: [][]op{
		{lock(0), lock(1), unlock(1), unlock(0)},
		{lock(1), lock(0), unlock(0), unlock(1)},
	}}
}

// counter is n goroutines that lock, add 1 in two steps, and unlock, times times each.
func counter(n, times int) *program {
	p := &program{ops: make([][]op, n)}
	for g := range n {
		for range times {
			p.ops[g] = append(p.ops[g], lock(1), unlock(1))
		}
	}
	return p
}

// needs fails only if goroutine 0 is interrupted so often at the right places.
func needs(preemptions, noise int) *program {
	pad := func() (ops []op) {
		for range noise {
			ops = append(ops, op{kind: step.AtomicAdd, object: 3})
		}
		return ops
	}
	set := func(to int) op {
		return op{kind: step.AtomicStore, object: 1, do: func(w *world) int { w.vars[0] = to; return next }}
	}
	p := &program{ops: make([][]op, 2)}
	for i := range preemptions {
		p.ops[0] = append(append(p.ops[0], set(2*i+1)), pad()...)
		p.ops[1] = append(append(p.ops[1], op{
			kind: step.AtomicLoad, object: 1,
			do: func(w *world) int {
				if w.vars[0] == 2*i+1 {
					w.vars[1]++
				}
				if w.vars[1] == preemptions {
					w.failed = "seen"
				}
				return next
			},
		}), pad()...)
		p.ops[0] = append(p.ops[0], set(2*i+2))
	}
	return p
}

// padded fails if goroutine 1 looks at the lock while goroutine 0 holds it. Both do noise
// steps on one thing before and after.
func padded(noise int) *program {
	pad := slices.Repeat([]op{{kind: step.AtomicAdd, object: 3}}, noise)
	look := op{kind: step.TryLock, object: 2, do: func(w *world) int {
		if w.vars[1] == 1 {
			w.failed = "seen"
		}
		return next
	}}
	return &program{
		ops:   [][]op{slices.Concat(pad, []op{lock(1), unlock(1)}, pad), slices.Concat(pad, []op{look}, pad)},
		limit: 5 * noise,
	}
}
