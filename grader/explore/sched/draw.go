package sched

// early counts what was drawn while no schedule ran.
var early uint64

// Draw is Random, and while no schedule runs the next of a sequence that is always the
// same.
//
//go:noinline
func Draw() uint64 {
	if the.cur != nil {
		return Random()
	}
	early++
	return mix(early, 0xd4a3)
}
