package rand_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	rand "racekit/grader/explore/shim/mrandv2"
	"racekit/grader/explore/shim/shimtest"
)

func draw(seed uint64) (all []int, perm []int) {
	sched.Run(shimtest.First{}, sched.Options{Seed: seed}, func() {
		for range 20 {
			all = append(all, rand.IntN(1000))
		}
		perm = rand.Perm(10)
		rand.Shuffle(3, func(i, j int) {})
	})
	return all, perm
}

func TestDependsOnTheSeed(t *testing.T) {
	a, p := draw(1)
	b, q := draw(1)
	c, _ := draw(2)
	assert.Equal(t, a, b)
	assert.Equal(t, p, q)
	assert.NotEqual(t, a, c)
	assert.ElementsMatch(t, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, p)
}

// Goroutines share the global source.
func TestShared(t *testing.T) {
	shimtest.Sample(t, 200, func() {
		for range 3 {
			sched.Go("draws", func() {
				rand.Float64()
				sched.Yield()
				rand.NormFloat64()
				rand.ExpFloat64()
				rand.Uint32()
			})
		}
	}, shimtest.Fine(t))
}

func TestOutsideOfSchedules(t *testing.T) {
	seen := map[int]bool{}
	for range 100 {
		seen[rand.IntN(1000)] = true
	}
	assert.Greater(t, len(seen), 50)
}

func TestN(t *testing.T) {
	type small int8
	for range 100 {
		assert.Less(t, rand.N(small(5)), small(5))
	}
	assert.PanicsWithValue(t, "invalid argument to N", func() { rand.N(0) })
	a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
	assert.Equal(t, a.Uint64(), b.Uint64())
}
