package coroutine

import (
	"fmt"
	"iter"
	"sync"
	"testing"
)

// The two sequences come out of channels that two goroutines feed, so a
// coroutine may block within a receive.
func TestMergeChannels(t *testing.T) {
	feed := func(values ...int) iter.Seq[int] {
		c := make(chan int)
		go func() {
			defer close(c)
			for _, v := range values {
				c <- v
			}
		}()
		return FromChan(c)
	}
	var got []int
	for v := range Merge(feed(1, 4, 6), feed(2, 3, 7)) {
		got = append(got, v)
	}
	if fmt.Sprint(got) != "[1 2 3 4 6 7]" {
		t.Errorf("merged %v", got)
	}
}

// Each goroutine has coroutines of its own.
func TestSame(t *testing.T) {
	leaf := func(v int) *Tree { return &Tree{Value: v} }
	a := &Tree{leaf(1), leaf(3), 2}
	b := &Tree{nil, &Tree{nil, leaf(3), 2}, 1}
	c := &Tree{leaf(1), nil, 3}
	var ab, ac bool
	var wg sync.WaitGroup
	wg.Go(func() { ab = Same(a, b) })
	wg.Go(func() { ac = Same(a, c) })
	wg.Wait()
	if !ab || ac {
		t.Errorf("Same: %v, %v, want true, false", ab, ac)
	}
	tasks := make([]iter.Seq[string], 2)
	for i := range tasks {
		tasks[i] = func(yield func(string) bool) {
			for step := 0; step <= i && yield(fmt.Sprint(i, ":", step)); step++ {
			}
		}
	}
	if got := fmt.Sprint(RoundRobin(tasks...)); got != "[0:0 1:0 1:1]" {
		t.Errorf("round robin: %s", got)
	}
}

// One coroutine, handed from goroutine to goroutine under a lock.
func TestShared(t *testing.T) {
	fibonacci := func(yield func(int) bool) {
		for a, b := 1, 1; yield(a); a, b = b, a+b {
		}
	}
	next, stop := iter.Pull(iter.Seq[int](fibonacci))
	var mu sync.Mutex
	var got []int
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				if v, ok := next(); ok {
					got = append(got, v)
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	stop()
	if fmt.Sprint(got) != "[1 1 2 3]" {
		t.Errorf("fibonacci: %v", got)
	}
}
