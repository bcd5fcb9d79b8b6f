package construct

import (
	"errors"
	"flag"
	"testing"
)

type Sure bool

var (
	sure        Sure
	sureMap          = map[string]Sure{}
	closed           = make(chan Sure)
	vs, vok     Sure = <-filled()
	level            = defineLevel("level")
	verbose          = flag.Bool("verbose", true, "")
	position    int
	where       []int
	box2        struct{ i int }
	elements    = []int{3, 1, 2}
	structs     = []*counter{{n: 1}, {n: 2}}
	errConstant = errors.New("x")
)

func filled() chan Sure {
	c := make(chan Sure, 1)
	c <- true
	return c
}

// defineLevel defines a flag behind the back of who looks at initialisers only.
func defineLevel(name string) *int { return flag.CommandLine.Int(name, 3, "") }

var bound struct{ n int }

func init() { flag.IntVar(&bound.n, "bound", 5, "") }

func three() (int, string, error) { return 1, "s", errConstant }

func TestNamedBools(t *testing.T) {
	say(vs, vok)
	c := filled()
	close(c)
	var v Sure
	if v, sure = <-c; sure {
		say(v, sure)
	}
	if v, sureMap["x"] = <-c; !sureMap["x"] {
		say(v, sureMap)
	}
	for v, sure = <-filled(); sure; sure = false {
		say(v)
	}
	switch v, sure = <-c; {
	case !bool(sure):
		say("none")
	}
	var w, ok Sure = <-c
	say(w, ok)
	x, ok := <-c
	say(x, ok)
	y, ok := <-filled()
	say(y, ok)
	func() { _, ok = <-c }()
	say(ok)
	var any any
	_, any = <-c
	say(any)
}

func TestFlags(t *testing.T) {
	say(*level, *verbose, bound.n, flag.Lookup("level").Usage, flag.Parsed())
	*level++
}

func TestRanges(t *testing.T) {
	for position, where = range [][]int{{1}, {2, 3}} {
		say(position, where)
	}
	say(position, where)
	for box2.i = range elements {
		say(box2.i, here())
	}
	for _, position = range elements {
		if position == 1 {
			continue
		}
		say(position)
	}
	for range elements {
		position--
	}
outer:
	for i, e := range elements {
		for _, e2 := range elements {
			if e2 > e {
				continue outer
			}
		}
		say("max", i, e, here())
	}
	for i, e := range elements { // A comment.
		e := e + 1
		i++
		elements[0] = 7
		say(i, e, here())
		if e == 2 {
			break
		}
	}
	for _, structs := range structs {
		structs.n++
	}
	var fs []func() int
	for i, s := range structs {
		fs = append(fs, func() int { s.n++; return s.n*10 + i })
	}
	for _, f := range fs {
		say(f(), here())
	}
	for _, e := range append(elements, 5)[1:] {
		elements = nil
		say(e)
	}
	elements = []int{4, 5, 6}
	func() {
		for _, e := range elements {
			defer func() { say("deferred", e, recover()) }()
		}
		for i, e := range elements {
			say(i, e)
			if e == 5 {
				panic("in range")
			}
		}
	}()
	for i, e := range elements {
		goto end
	end:
		say(i, e)
	}
}

func TestRedeclared(t *testing.T) {
	var err error
	var n, m int
	var f float64
	set := func() { err, n, m, f = nil, 0, 0, 0 }
	set()
	a, s, err := three()
	say(a, s, err)
	b, n := a+1, a+2
	say(b, n)
	m, g := len(s), func() int { return n }
	say(m, g())
	f, h := 1, 2
	say(f, h)
	n, i := 1<<uint(h), 3
	say(n, i)
	if n, j := 5, 6; n < j {
		say(n, j)
	}
	set()
	say(err, n, m, f)
	n, m = m+1, n+2
	say(n, m, n+m*position)
	box2.i, position = position, box2.i
	say(box2.i, position)
	elements = []int{1, 2, 3}
	x, y := 0, 2
	elements[x], elements[y] = elements[y], elements[x]
	x, elements[x] = 1, 9
	say(elements, x, y)
	position += position + box2.i
	say(position)
}
