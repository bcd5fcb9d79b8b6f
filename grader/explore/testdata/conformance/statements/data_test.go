package statements

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
	"testing"
)

func TestMapsOfCounters(t *testing.T) {
	counts := map[string]int{}
	lists := map[bool][]int{}
	nested := map[string]map[int]string{"a": {1: "x"}}
	for i, w := range []string{"a", "b", "a"} {
		counts[w]++
		counts[w] += 10
		lists[i%2 == 0] = append(lists[i%2 == 0], i)
	}
	nested["a"][2] += "y"
	structs := map[string]pair{"p": {a: 1}}
	p := structs["p"]
	p.a = 9
	t.Log(counts, lists, nested, structs["p"].a, p.a)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for _, w := range []string{"a", "c"} {
		wg.Go(func() { mu.Lock(); defer mu.Unlock(); counts[w]-- })
	}
	wg.Wait()
	t.Log(counts)
}

func TestStructCopiesAndFields(t *testing.T) {
	f := func() int { return 4 }
	p := pair{a: 1, in: [2]int{1, 2}}
	q := p
	q.a += f()
	q.in[0]--
	r := &q
	r.b -= f()
	s := *r
	s.in = p.in
	s.a++
	t.Log(p.a, p.in, q.a, q.b, q.in, s.a, s.in)
	ps := [2]pair{p, q}
	qs := ps
	qs[0].a = 100
	t.Log(ps[0].a, qs[0].a, p.in == s.in)
}

func TestSwaps(t *testing.T) {
	a := []int{1, 2, 3}
	a[0], a[2] = a[2], a[0]
	i, j := 0, 1
	i, j, a[i] = j, i, a[j]
	t.Log(a, i, j)
	m := map[string]int{"x": 1, "y": 2}
	m["x"], m["y"] = m["y"], m["x"]
	p := pair{a: 1, b: 2}
	p.a, p.b = p.b, p.a
	x, y := &i, &j
	*x, *y = *y, *x
	t.Log(m, p.a, p.b, i, j)
	slices.SortFunc(a, func(x, y int) int { return cmp.Compare(y, x) })
	t.Log(a)
}

func TestShiftsAndBits(t *testing.T) {
	var u8 uint8 = 0xf0
	n := 3
	u8 <<= 1
	u8 >>= n
	x := 1 << n
	x &^= 8
	x |= 1<<n - 1
	var i8 int8 = -128
	i8 /= -1
	i8--
	t.Log(u8, x, i8, uint32(1)<<31, -7>>1, -7/2, -7%3, 7&^5)
}

func TestMethodExpressionsAndValues(t *testing.T) {
	p := pair{a: 1, b: 2}
	sum, scale := pair.sum, (*pair).scale
	scale(&p, 2)
	bound := p.add
	p.a = 100
	t.Log(sum(p), bound(1), (*pair).sum(&p))
	fs := map[string]func(pair) int{"sum": pair.sum}
	t.Log(fs["sum"](p), fmt.Stringer.String(str("s")))
	do := p.scale
	do(2)
	t.Log(p.a, p.b)
}

type str string

func (s str) String() string { return "str:" + string(s) }

func TestVariadicsAndMultiValues(t *testing.T) {
	two := func() (int, string) { return 1, "b" }
	join := func(xs ...any) string { return fmt.Sprint(len(xs), xs) }
	t.Log(join(two()), join(), join(nil), join([]any{1, 2}...))
	a, b := two()
	var c any
	c, b = two()
	t.Log(a, b, c)
	_, d := two()
	t.Log(d)
}

func TestImmediateFunctionLiterals(t *testing.T) {
	x := func(a, b int) int { return a*b + <-chanOf(1) }(2, 3)
	y := func() func() int { return func() int { return x + 1 } }()()
	var fact func(int) int
	fact = func(n int) int {
		if n == 0 {
			return 1
		}
		return n * fact(n-1)
	}
	t.Log(x, y, fact(4))
	z := 0
	func() {
		z := 5
		z++
		func() { z++ }()
		t.Log(z)
	}()
	t.Log(z)
}

func TestLocalTypesAndConsts(t *testing.T) {
	type op func(int) int
	type node struct {
		op
		c chan op
	}
	const (
		k    = 3
		big  = 1 << 60
		text = "t" + "u"
	)
	n := node{func(x int) int { return x + k }, make(chan op, 1)}
	n.c <- func(x int) int { return x * k }
	t.Log(n.op(1), (<-n.c)(2), big>>58, len(text))
}
