package sched

// SummedUp reports whether the signatures of all goroutines add up to what is kept of them.
func SummedUp() bool {
	s := &the
	s.signature()
	sum := uint64(0)
	for _, g := range s.all {
		sum += g.signature()
	}
	return sum == s.sum
}
