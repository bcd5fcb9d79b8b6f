package rand_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	rand "racekit/grader/explore/shim/mrand"
	"racekit/grader/explore/shim/shimtest"
)

func draw(seed uint64) (all []int, perm []int) {
	sched.Run(shimtest.First{}, sched.Options{Seed: seed}, func() {
		for range 20 {
			all = append(all, rand.Intn(1000))
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
		seen[rand.Intn(1000)] = true
	}
	assert.Greater(t, len(seen), 50)
}

func TestSourcesOfOnesOwn(t *testing.T) {
	rand.Seed(1)
	a, b := rand.New(rand.NewSource(7)), rand.New(rand.NewSource(7))
	assert.Equal(t, a.Int63(), b.Int63())
	p := make([]byte, 5)
	n, err := rand.Read(p)
	assert.Equal(t, 5, n)
	assert.NoError(t, err)
}
