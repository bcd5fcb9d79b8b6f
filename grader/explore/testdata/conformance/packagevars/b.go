package packagevars

import (
	"strings"
	tm "time"
)

var depA = note("a", 2)

var fromOther = strings.Repeat("ab", arrLen/2)

var pause = 2 * tm.Millisecond

// recursive reference through a function
var visits = map[string]int{}

var walk func(int) int

func init() {
	walk = func(n int) int {
		visits["walk"]++
		if n == 0 {
			return 0
		}
		return n + walk(n-1)
	}
	order = append(order, "init b")
}

// a channel served by a goroutine from init
var requests = make(chan func())

var serverDone = make(chan struct{})

func serve() {
	defer close(serverDone)
	for f := range requests {
		f()
	}
}

type shape interface {
	area() int
	named
}

type named interface{ name() string }

type square struct{ side int }

func (s square) area() int    { return s.side * s.side }
func (s square) name() string { return "square" }

var shapes = []shape{square{2}, &square{3}}

var current shape = shapes[0]
