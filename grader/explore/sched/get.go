package sched

// Get is v. In an expression that reads several variables, as in
//
//	Get(*Rd(&x, "x")) + *Rd(&y, "y")
//
// it makes the first value be loaded when its read is a step, and not after the second
// step: of *p and *q() the compiler loads both after the call. The load itself is the
// caller's, for the race detector and for what it reports.
//
//go:norace
func Get[T any](v T) T { return v }
