package sched

// mix hashes two words into one (the finaliser of SplitMix64, Steele et al. 2014).
func mix(a, b uint64) uint64 {
	z := a ^ (b+0x9e3779b97f4a7c15)*0xff51afd7ed558ccd
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// signature stands for the happens-before relation so far and who has the turn: each
// goroutine's hash depends on all that happened before its last step, and on nothing
// else (Musuvathi and Qadeer, MSR-TR-2007-12). How often the clock moved because nobody
// could run is known to the program, and does not follow from that.
//
// What only fairness looks at is not in it: how long the turn was not taken.
func (s *scheduler) signature() uint64 {
	for _, g := range s.dirty {
		g.dirty = false
		s.sum -= g.signed
		g.signed = g.signature()
		s.sum += g.signed
	}
	s.dirty = s.dirty[:0]
	sum := mix(mix(s.sum, s.clock.state), uint64(s.res.Waited))
	if s.cur != nil && !s.cur.done && s.cur.runnable() {
		sum = mix(sum, s.cur.hash)
		// It has the turn, and goes on changing.
		s.touched(s.cur)
	}
	return sum
}

// signature is the goroutine's part of it.
func (g *G) signature() uint64 {
	h := uint64(g.kind)
	if g.yielded {
		h |= 1 << 8
	}
	if g.blocked {
		h |= 1 << 9
	}
	return mix(mix(g.hash, g.wake), h)
}

// touched notes that g's part of the signature changes: when it gets the turn, and when
// others do something to it.
func (s *scheduler) touched(g *G) {
	if !g.dirty {
		g.dirty = true
		s.dirty = append(s.dirty, g)
	}
}
