package sched

// Draw is Random, and while no schedule runs the next of a sequence that is always the
// same.
//
//go:noinline
func Draw() uint64 {
	if the.cur != nil {
		return Random()
	}
	the.drawn++
	return mix(the.drawn, 0xd4a3)
}
