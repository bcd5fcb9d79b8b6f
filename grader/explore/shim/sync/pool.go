package sync

import (
	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Pool is sync.Pool: what was put in last comes out first, and now and then something is
// lost, so that nobody relies on finding it again.
type Pool struct {
	New func() any

	obj   sched.Object
	items []*pooled
}

type pooled struct {
	x     any
	token uint64
}

func (p *Pool) fresh() {
	if p.obj.Stale() {
		p.obj.Named("Pool")
		p.items = nil
	}
}

// Put is sync.Pool.Put.
//
//go:noinline
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	p.fresh()
	if !sched.Point(&p.obj, step.PoolPut) && sched.Running() {
		return
	}
	const odds = 8
	if sched.Running() && sched.Random()%odds == 0 {
		sched.Note("dropped")
		return
	}
	it := &pooled{x: x}
	sched.Release(&it.token)
	p.items = append(p.items, it)
}

// Get is sync.Pool.Get.
//
//go:noinline
func (p *Pool) Get() any {
	p.fresh()
	if !sched.Point(&p.obj, step.PoolGet) && sched.Running() {
		return nil
	}
	if n := len(p.items); n > 0 {
		it := p.items[n-1]
		p.items[n-1] = nil
		p.items = p.items[:n-1]
		sched.Acquire(&it.token)
		return it.x
	}
	if p.New == nil {
		return nil
	}
	return p.New()
}
