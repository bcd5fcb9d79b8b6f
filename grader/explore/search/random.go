package search

import (
	"math/bits"

	"racekit/grader/explore/step"
)

// early is how much rarer than a goroutine the clock gets the turn in samples. Timers
// that fire while others can run are legal, but most of them are not to.
const early = 16

// random is a generator of random numbers: SplitMix64 (Steele, Lea, Flood, "Fast
// splittable pseudorandom number generators", OOPSLA'14).
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9E3779B97F4A7C15
	return mix(r.state)
}

// below returns a number from 0 to n-1; n is positive.
func (r *random) below(n int) int {
	high, _ := bits.Mul64(r.next(), uint64(n))
	return int(high)
}

// option chooses evenly, the clock but rarely.
func (r *random) option(c *step.Choice) int {
	n := int(width(c))
	if c.Branch || c.Options[n-1].G >= 0 {
		return r.below(n)
	}
	if r.below(early) == 0 {
		return n - 1
	}
	return r.below(n - 1)
}

// mix scatters the bits of x.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xBF58476D1CE4E5B9
	x = (x ^ x>>27) * 0x94D049BB133111EB
	return x ^ x>>31
}
