package locals

import (
	"fmt"
	"sync"
	"testing"
)

// Names that rewritten sources use for themselves may be those of anything.
var (
	sched__  sync.Mutex
	zero__   = 1
	as__     = func() int { return zero__ }()
	reset__0 chan int
)

type pair__ struct{ g__0, Reset__, Reset__x int }

func Reset__(n int) int { return n + 1 }

func (p *pair__) init__0() { p.g__0++ }

func init__0() string { return "init" }

func TestOurNames(t *testing.T) {
	sched__.Lock()
	defer sched__.Unlock()
	p__ := &pair__{Reset__: 1, Reset__x: 2}
	p__.init__0()
	reset__0 = make(chan int, 2)
	reset__0 <- Reset__(1)
	t.Log(*p__, init__0(), as__, <-reset__0)
}

func TestOurNamesOfLocals(t *testing.T) {
	xs := []int{1, 2, 3}
	r__, k__, v__, k0__, c0__ := []int{10, 20, 30}, 0, 2, 4, "c"
	at := new(int)
	func() { xs[0], *at = 5, 1 }()
	sum := 0
	for _, x := range xs {
		sum += x*v__ + r__[k__]
		xs[*at] += Reset__(v__) - v__
	}
	c := make(chan int, 1)
	c <- 7
	select {
	case k0__ = <-c:
		t.Log(c0__, k0__, sum, xs)
	}
	done := make(chan string)
	g__f, g__0 := func(g__1, g__0 int) { done <- fmt.Sprint(g__1, g__0) }, 3
	go g__f(g__0, k0__)
	t.Log(<-done)
next__:
	for range xs {
		continue next__
	}
}

type yes bool

// Where the name of its type means something else, a boolean still has that type.
func TestTypesWithoutNames(t *testing.T) {
	c := make(chan int, 4)
	c <- 1
	c <- 2
	var s struct{ ok yes }
	m := map[string]yes{}
	results := make(chan string)
	f := func(a yes, b any) { results <- fmt.Sprintf("%T %v %T %v", a, a, b, b) }
	func(yes, nil string) {
		_, s.ok = <-c
		_, m[nil] = <-c
		go f(yes == nil, yes != nil)
	}("a", "b")
	t.Log(s, m, <-results)
}

// The second value of a map's element, an assertion and a receive has the type that it is
// assigned to.
func TestNamedBooleans(t *testing.T) {
	var ok yes
	x, c := 0, make(chan int, 1)
	var i any = 1
	func() { x, ok = 1, true }()
	x, ok = map[string]int{"a": 2}["b"]
	t.Log(x, ok)
	x, ok = i.(int)
	t.Log(x, ok)
	_, ok = i.(string)
	t.Log(x, ok)
	c <- 3
	x, ok = <-c
	t.Log(x, ok)
}
