//go:build !never

// Package dep has state.
package dep // import "example.com/corpus/dep"

import (
	"errors"
	"flag"

	"example.com/corpus/internal/hidden"
)

var (
	A    = b + 1
	b    = f()
	m    map[string]int
	_          = note("blank")
	x, y       = pair()
	Err        = errors.New("err")
	_    error = (*E)(nil)
	n          = flag.Int("depflag", 3, "")
	Log  []string
	z    struct{ n int }
)

type E struct{}

func (*E) Error() string { return "E" }

func note(s string) int {
	Log = append(Log, s)
	return 0
}

func f() int { note("f"); return hidden.N() }

func pair() (int, string) { return b, "y" }

func init() { m = map[string]int{"init": A}; note("init 1") }

func init() { note("init 2"); *n++ }

// State is all of it.
func State() (int, int, map[string]int, int, string, []string, int) {
	z.n++
	return A, b, m, x, y, Log, z.n
}

// Change changes it.
func Change() { A, b, m, x, y, Log = 0, 0, nil, 0, "", nil }
