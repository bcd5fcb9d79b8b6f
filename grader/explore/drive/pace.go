package drive

import (
	"math"
	"runtime/debug"
	"runtime/metrics"
)

// pace sees to it that the garbage collector has little to do while there is little in
// memory, which a schedule leaves nothing in, and that memory stays flat all the same as a
// search comes to remember more.
type pace struct {
	limit int64
	live  []metrics.Sample
}

// Garbage may be several times what is in use, up to a bound that grows with it: the
// collector is not to work without end because a program needs much.
const (
	garbagePercent = 400
	leastLimit     = 96 << 20
	// grown is by how much the bound must have changed to be set again, which stops the world.
	grown = 1.25
)

func newPace() *pace {
	debug.SetGCPercent(garbagePercent)
	p := &pace{live: []metrics.Sample{{Name: "/gc/heap/live:bytes"}}}
	p.set(leastLimit)
	return p
}

func (p *pace) set(limit int64) {
	p.limit = limit
	debug.SetMemoryLimit(limit)
}

// adjust looks at what is in use.
func (p *pace) adjust() {
	metrics.Read(p.live)
	used := min(p.live[0].Value.Uint64(), math.MaxInt64/4)
	limit := max(leastLimit, int64(used)*5/2)
	if high, low := float64(p.limit)*grown, float64(p.limit)/grown; float64(limit) > high || float64(limit) < low {
		p.set(limit)
	}
}
