package statements

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"
	"testing"
)

// Keys of an interface type need not be of one type.
func TestRangeOverMixedKeys(t *testing.T) {
	m := map[any]int{1: 1, "a": 2, 2.5: 4, nil: 8, [2]any{1, "x"}: 16, true: 32, int8(1): 64, 1i: 128, struct{ a, b any }{1, nil}: 256}
	n := 0
	for k, v := range m {
		if k != nil {
			n += v
		}
	}
	t.Log(n, len(m))
	for k := range m {
		delete(m, k)
	}
	t.Log(len(m))
}

// A key that is not equal to itself cannot be looked up, but it is there until clear.
func TestRangeOverNaN(t *testing.T) {
	nan := math.NaN()
	m := map[float64]int{nan: 1, 0: 2}
	m[nan] = 4
	n := 0
	for k, v := range m {
		n += v
		delete(m, k)
	}
	t.Log(n, len(m))
	a := map[any]string{nan: "x"}
	for k, v := range a {
		t.Log(k, v)
	}
	for range m {
		n++
		clear(m)
	}
	t.Log(n)
}

// seat has a method that must not be called by whoever ranges over a map.
type seat struct{ row, col int }

var (
	seats  sync.Mutex
	called int
)

func (s seat) String() string {
	seats.Lock()
	defer seats.Unlock()
	called++
	return fmt.Sprint(s.row, "/", s.col)
}

func TestRangeCallsNoMethods(t *testing.T) {
	m := map[seat]int{{1, 2}: 1, {1, 1}: 2, {0, 5}: 3}
	seats.Lock()
	n := 0
	for _, v := range m {
		n += v
	}
	seats.Unlock()
	t.Log(n, called, slices.Sorted(maps.Values(m)))
}

// In the body of a loop, recover is called by the deferred function itself.
func TestRecoverInLoops(t *testing.T) {
	try := func(clean func()) {
		defer func() { t.Log("goes on") }()
		defer clean()
		panic("boom")
	}
	try(func() {
		for k, v := range map[string]int{"a": 1} {
			t.Log(k, v, recover())
		}
	})
	c := make(chan int, 3)
	c <- 1
	c <- 2
	c <- 3
	close(c)
	try(func() {
		var fs []func()
	outer:
		for v := range c {
			fs = append(fs, func() { t.Log(v) })
			switch {
			case v == 1:
				continue
			case v == 2:
				continue outer
			}
			t.Log(recover())
		}
		for _, f := range fs {
			f()
		}
	})
	var x int
	d := make(chan int, 2)
	d <- 4
	d <- 5
	close(d)
	try(func() {
		for x = range d {
			if x == 5 {
				t.Log(x, recover())
			}
		}
		for range map[int]int{1: 1} {
			t.Log(recover())
		}
	})
}
