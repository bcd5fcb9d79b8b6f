// Package wide has constructs that are seldom, or seldom together.
package wide

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"testing"
)

func say(args ...any) { fmt.Println(append([]any{"=>"}, args...)...) }

type (
	Set[T comparable]    = map[T]struct{}
	Pipe[T any]          = chan T
	Nested[K comparable] = map[K]Pipe[K]
	Owner                struct{ c chan int }
	Tagged               struct {
		N int `json:"n"`
	}
	Plain       struct{ N int }
	Func[T any] func(T) T
	Tree[T any] struct {
		left, right *Tree[T]
		v           T
	}
)

const (
	one = iota + 1
	two
	_
	four = len([10]int{}) >> one
	five
)

func (o Owner) Chan() chan int { return o.c }
func (o *Owner) Send(n int)    { o.c <- n }
func (o *Owner) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for v := range o.c {
			if !yield(v) {
				return
			}
		}
	}
}

func (t *Tree[T]) All() iter.Seq[T] {
	return func(yield func(T) bool) { t.push(yield) }
}

func (t *Tree[T]) push(yield func(T) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.v) && t.right.push(yield)
}

var shared struct {
	n  int
	xs []int
	m  Set[string]
}

func touch() { shared.n, shared.xs, shared.m = 1, []int{3, 1, 2}, Set[string]{"a": {}} }

func TestAliases(t *testing.T) {
	touch()
	for k := range shared.m {
		say(k)
	}
	p := make(Pipe[string], 2)
	p <- "x"
	close(p)
	for v := range p {
		say(v)
	}
	n := Nested[int]{1: make(Pipe[int], 1)}
	n[1] <- 5
	for k, c := range n {
		say(k, <-c, len(c))
	}
}

func TestMethodExpressions(t *testing.T) {
	o := &Owner{make(chan int, 4)}
	(*Owner).Send(o, 1)
	send := o.Send
	send(2)
	go (*Owner).Send(o, 3)
	say(<-Owner.Chan(*o), <-(*Owner).Chan(o), <-o.Chan())
	f := Owner.Chan
	f(*o) <- 9
	close(f(*o))
	for v := range o.All() {
		say(v)
	}
}

func TestRangeOverFunc(t *testing.T) {
	tree := &Tree[int]{&Tree[int]{nil, nil, 1}, &Tree[int]{nil, nil, 3}, 2}
	in, out, quit := make(chan int, 3), make(chan int, 5), make(chan bool, 1)
outer:
	for v := range tree.All() {
	inner:
		for w := range tree.All() {
			in <- w
			select {
			case x := <-in:
				if x > v {
					continue outer
				}
				if x == v {
					break inner
				}
				out <- x
			case <-quit:
				break outer
			}
		}
		select {
		case out <- v * 10:
		default:
			say("full")
			break outer
		}
	}
	close(out)
	for v := range out {
		say(v)
	}
	say(func() int {
		for v := range tree.All() {
			defer func() { shared.n++ }()
			select {
			case in <- v:
				if v == 2 {
					return <-in + shared.n
				}
			}
		}
		return 0
	}())
	for k, v := range maps.All(map[int]int{1: 2}) {
		say(k, v)
	}
	for i := range shared.n {
		say(i)
	}
	next, stop := iter.Pull(tree.All())
	defer stop()
	say(next())
}

func TestGoto(t *testing.T) {
	touch()
	c := make(chan int, 2)
	i := 0
again:
	c <- i
	if i++; i < 2 {
		goto again
	}
	for {
		select {
		case v, ok := <-c:
			if ok {
				shared.n += v
				if len(c) > 0 {
					continue
				}
			}
			goto done
		}
	}
done:
	say(shared.n)
	shared.n, i = i, shared.n
	if shared.n > 100 {
		goto again
	}
	func() {
		shared.xs = append(shared.xs, i)
		goto end
	end:
	}()
	say(shared.xs)
}

func TestBuiltins(t *testing.T) {
	touch()
	say(min(shared.n, 5), max(shared.n, shared.xs[0], 2), min("b", fmt.Sprint(shared.n)))
	clear(shared.m)
	say(len(shared.m), cap(shared.xs[:1:2]), copy(shared.xs, shared.xs[1:]))
	clear(shared.xs)
	say(shared.xs, complex(float64(shared.n), 1), real(complex(float64(shared.n), 1)))
	p := new(int)
	*p, shared.n = shared.n, *p
	say(*p, shared.n)
	defer func() { say(recover()) }()
	defer delete(shared.m, "a")
	defer panic(fmt.Sprint("x", shared.n))
	defer close(make(chan int))
}

func TestConversions(t *testing.T) {
	touch()
	a := Tagged{shared.n}
	b := Plain(a)
	say(b, Tagged(b).N, struct{ N int }(a))
	d := (<-chan int)(make(chan int, 1))
	say(len(d), cap(d))
	arr := [3]int(shared.xs)
	ptr := (*[3]int)(shared.xs)
	ptr[0], arr[1] = 8, 9
	say(arr, *ptr, shared.xs, string([]byte{65}), []rune("é"))
	for i, v := range ptr {
		say(i, v)
	}
	say(Func[int](func(n int) int { return n + shared.n })(1))
	var x interface{ Chan() chan int } = Owner{make(chan int, 1)}
	x.Chan() <- 1
	switch y := x.(type) {
	case interface{ Chan() chan int }:
		say(<-y.Chan())
	}
	if y, ok := x.(Owner); ok {
		say(len(y.c))
	}
}

func TestSwitches(t *testing.T) {
	touch()
	c := make(chan int, 5)
	for i := range 5 {
		c <- i
	}
	for range 5 {
		switch v := <-c; {
		case v == one, v == two:
			say("one or two")
			fallthrough
		case v == four:
			say("four")
		case len(c) == 0:
			say("last")
		default:
			say(v, five)
		}
	}
	switch shared.n {
	case shared.xs[0], shared.xs[1]:
		say("found")
	}
	switch any(shared.n).(type) {
	case int, string:
		say("int")
	}
	switch shared.n++; shared.n + shared.xs[0] {
	case 5:
		say(5)
	}
}

type number interface{ ~int | ~float64 }

func sum[T number, C ~chan T](c C, more ...T) (total T) {
	for v := range c {
		total += v
	}
	for _, v := range more {
		total += v
	}
	return total
}

type cell[T any] struct {
	v  T
	ok bool
}

func (c *cell[T]) set(v T) *cell[T] { c.v, c.ok = v, true; return c }
func (c cell[T]) get() (T, bool)    { return c.v, c.ok }

func TestGenerics(t *testing.T) {
	c := make(chan int, 2)
	c <- 1
	c <- 2
	close(c)
	say(sum(c, 3, 4))
	x := new(cell[string]).set("x")
	say(x.get())
	go func(x *cell[string]) { x.set("y") }(&cell[string]{})
	var f func(*cell[int], int) *cell[int] = (*cell[int]).set
	say(f(&cell[int]{}, 4).v)
	say(slices.Collect(maps.Keys(map[int]bool{7: true})))
}

func deferred() (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = n+1, fmt.Errorf("%v", r)
		}
	}()
	defer func() { n *= 10 }()
	n = 3
	var c chan int
	close(c)
	return
}

func TestDeferred(t *testing.T) {
	say(deferred())
	m := map[string]*cell[int]{"a": {}}
	m["a"].v++
	m["a"].v, m["a"].ok = m["a"].v+1, true
	say(*m["a"])
	var grid [2][2]int
	func() { grid[1][0]++; grid[0], grid[1] = grid[1], grid[0] }()
	say(grid)
	fs := map[string]func(...int) int{"f": func(n ...int) int { return len(n) }}
	go fs["f"](shared.xs...)
	say(fs["f"](shared.xs...))
	var any any = &grid
	say(any.(*[2][2]int)[0][0])
	type local struct{ c chan local }
	l := local{make(chan local, 1)}
	l.c <- l
	say(cap((<-l.c).c))
	for i, c := 0, make(chan int, 2); i < 2; i++ {
		c <- i
		say(<-c)
	}
	var once = func() func() int { n := 0; return func() int { n++; return n } }()
	say(once(), once()+once()*10)
}
