package rands

import (
	"math/rand"
	v2 "math/rand/v2"
	"slices"
	"sync"
	"testing"
)

func TestV1Ranges(t *testing.T) {
	in := func(v, n int) bool { return 0 <= v && v < n }
	f := rand.Float64()
	t.Log(in(rand.Intn(10), 10), in(int(rand.Int31n(3)), 3), in(int(rand.Int63n(4)), 4), 0 <= f && f < 1)
	t.Log(rand.Int() >= 0, rand.Intn(1), rand.Int31() >= 0, rand.Int63() >= 0)
	p := rand.Perm(5)
	slices.Sort(p)
	t.Log(p)
}

func TestV1SeededAgree(t *testing.T) {
	a, b := rand.New(rand.NewSource(7)), rand.New(rand.NewSource(7))
	same := true
	for range 5 {
		same = same && a.Intn(1000) == b.Intn(1000)
	}
	t.Log(same, slices.Equal(a.Perm(4), b.Perm(4)))
	a.Seed(3)
	b.Seed(3)
	t.Log(a.Int63() == b.Int63())
}

func TestV1Shuffle(t *testing.T) {
	s := []string{"a", "b", "c"}
	rand.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	slices.Sort(s)
	t.Log(s)
}

func TestV2Ranges(t *testing.T) {
	v := v2.IntN(10)
	f := v2.Float64()
	t.Log(0 <= v && v < 10, 0 <= f && f < 1, v2.IntN(1), v2.N(int8(1)), v2.UintN(1))
	d := v2.N(5)
	t.Log(0 <= d && d < 5, v2.Int() >= 0, v2.Int64N(1), v2.Uint32N(1))
	p := v2.Perm(4)
	slices.Sort(p)
	t.Log(p)
}

func TestV2SeededAgree(t *testing.T) {
	a, b := v2.New(v2.NewPCG(1, 2)), v2.New(v2.NewPCG(1, 2))
	t.Log(a.Uint64() == b.Uint64(), a.IntN(100) == b.IntN(100))
	c, d := v2.New(v2.NewChaCha8([32]byte{1})), v2.New(v2.NewChaCha8([32]byte{1}))
	t.Log(c.Uint64() == d.Uint64(), slices.Equal(c.Perm(6), d.Perm(6)))
}

func TestV2Shuffle(t *testing.T) {
	s := []int{1, 2, 3, 4}
	v2.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	slices.Sort(s)
	t.Log(s)
}

func TestPanicsOnBadArguments(t *testing.T) {
	try := func(f func()) (r any) {
		defer func() { r = recover() }()
		f()
		return nil
	}
	t.Log(try(func() { rand.Intn(0) }))
	t.Log(try(func() { v2.IntN(-1) }))
}

func TestUsedByGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	res := make([]int, 2)
	for i := range res {
		wg.Go(func() {
			if rand.Intn(2) < 2 && v2.IntN(2) < 2 {
				res[i] = i + 1
			}
		})
	}
	wg.Wait()
	t.Log(res)
}

func TestRandomChoiceSameResult(t *testing.T) {
	a, b := make(chan int, 1), make(chan int, 1)
	a <- 1
	b <- 2
	order := []chan int{a, b}
	if rand.Intn(2) == 0 {
		slices.Reverse(order)
	}
	sum := 0
	for _, c := range order {
		sum += <-c
	}
	t.Log(sum)
}
