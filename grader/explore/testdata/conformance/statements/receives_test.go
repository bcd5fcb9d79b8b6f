package statements

import (
	"fmt"
	"testing"
)

func chanOf[T any](vs ...T) chan T {
	c := make(chan T, len(vs))
	for _, v := range vs {
		c <- v
	}
	return c
}

func closedOf[T any](vs ...T) chan T {
	c := chanOf(vs...)
	close(c)
	return c
}

func sub(a, b int) int { return a - b }

func TestReceiveAsArguments(t *testing.T) {
	a, b := chanOf(9, 1), chanOf(4, 3)
	t.Log(sub(<-a, <-b), sub(<-b, <-a))
	t.Log(fmt.Sprint(<-chanOf("x"), <-chanOf(1.5)), len(<-chanOf("abc")))
}

func TestReceiveAsIndexAndValue(t *testing.T) {
	a := make([]int, 3)
	i, v := chanOf(2, 0), chanOf(7, 8)
	a[<-i] = <-v
	a[<-i] += <-v
	t.Log(a)
	m := map[string]int{}
	m[<-chanOf("k")] = <-chanOf(5)
	m[<-chanOf("k")]++
	t.Log(m, a[<-chanOf(1):<-chanOf(3)], "hello"[<-chanOf(1)])
}

func TestOpAssignWithReceive(t *testing.T) {
	c := chanOf(1, 2, 3, 4, 5, 6, 7)
	x := 10
	x += <-c
	x *= <-c
	x -= <-c
	x <<= <-c
	x |= <-c
	x ^= <-c
	x %= <-c
	t.Log(x)
	s := "a"
	s += <-chanOf("b") + <-chanOf("c")
	t.Log(s)
}

func TestNestedReceive(t *testing.T) {
	cc := chanOf(chanOf(1), chanOf(2))
	t.Log(<-<-cc)
	x := <-<-cc + 1
	t.Log(x)
	ccc := chanOf(chanOf(chanOf("deep")))
	t.Log(<-<-<-ccc)
}

type pair struct {
	a, b int
	next *pair
	f    func(int) int
	in   [2]int
}

func (p pair) sum() int      { return p.a + p.b }
func (p *pair) scale(k int)  { p.a *= k; p.b *= k }
func (p pair) add(k int) int { return p.a + k }

func TestFieldOfReceived(t *testing.T) {
	p := &pair{a: 1, b: 2, next: &pair{a: 5}, f: func(x int) int { return -x }, in: [2]int{3, 4}}
	c := chanOf(p, p, p, p, p, p, p)
	t.Log((<-c).a, (<-c).next.a, (<-c).sum(), (<-c).f(3), (<-c).in[1])
	(<-c).scale(10)
	(<-c).next.b = 8
	t.Log(p.a, p.next.b)
	v := chanOf(pair{a: 3})
	t.Log((<-v).add(1))
}

func TestIndexOfReceived(t *testing.T) {
	t.Log((<-chanOf([]int{1, 2}))[1], (<-chanOf(map[string]int{"k": 3}))["k"], (<-chanOf([2]string{"a", "b"}))[0])
	s := []int{0, 0}
	(<-chanOf(s))[1] = 6
	p := new(int)
	*<-chanOf(p) = 4
	*<-chanOf(p) += 1
	t.Log(s, *p, *<-chanOf(p), -<-chanOf(3), !<-chanOf(false), ^<-chanOf(0))
}

func TestIfWithReceive(t *testing.T) {
	c := closedOf(1)
	if v, ok := <-c; ok {
		t.Log("open", v)
	}
	if v, ok := <-c; ok {
		t.Log("open", v)
	} else if w, ok := <-chanOf(3); ok && w > 2 {
		t.Log("else if", v, w)
	}
	if <-chanOf(true) && !<-chanOf(false) || (<-chan bool)(nil) != nil {
		t.Log("condition")
	}
	if x := <-chanOf(2); x == <-chanOf(2) {
		t.Log("equal")
	}
}

func TestSwitchWithReceive(t *testing.T) {
	switch v := <-chanOf(3); v {
	case 1, 2:
		t.Log("small")
	case <-chanOf(3):
		t.Log("case from channel")
	}
	switch <-chanOf("x") {
	case "x":
		t.Log("x")
	default:
		t.Log("default")
	}
	switch {
	case <-chanOf(1) > 1:
		t.Log("no")
	case <-chanOf(2) > 1:
		t.Log("yes")
	}
	switch v := (<-chanOf[any](2.5)).(type) {
	case int:
		t.Log("int", v)
	case float64:
		t.Log("float64", v)
	}
	switch x := <-chanOf[error](nil); e := x.(type) {
	case nil:
		t.Log("nil", e)
	}
}

func TestCaseExpressionsEvaluatedInOrder(t *testing.T) {
	c := chanOf(1, 2, 3, 4)
	switch 3 {
	case <-c, <-c:
		t.Log("first")
	case <-c, <-c:
		t.Log("second", len(c))
	}
}

func get(c <-chan int) int            { return <-c }
func get2(c <-chan int) (int, bool)   { v, ok := <-c; return v, ok }
func get3(c <-chan int) (v int)       { defer func() { v++ }(); return <-c }
func both(a, b <-chan int) (int, int) { return <-a, <-b }

func TestReturnReceive(t *testing.T) {
	t.Log(get(chanOf(1)), get3(chanOf(2)))
	t.Log(get2(closedOf[int]()))
	t.Log(both(chanOf(3), chanOf(4)))
	t.Log(func() <-chan int { return chanOf(<-chanOf(5)) }() != nil)
}

func TestForWithReceive(t *testing.T) {
	c := chanOf(3, 2, 0, 9)
	n := 0
	for <-c > 0 {
		n++
	}
	t.Log(n, len(c))
	d := chanOf(1, 1, 0, 5)
	for ; <-d > 0; n++ {
	}
	t.Log(n)
	e := closedOf(1, 2, 3)
	for v, ok := <-e; ok; v, ok = <-e {
		t.Log(v)
	}
	for i := <-chanOf(5); i < <-chanOf(7); i++ {
		t.Log("i", i)
	}
}

func TestBlankReceives(t *testing.T) {
	c := closedOf(1, 2, 3, 4)
	_ = <-c
	<-c
	(<-c)
	_, _ = <-c
	var ok bool
	_, ok = <-c
	t.Log(ok)
	var v, ok2 = <-closedOf(6)
	var w int = <-chanOf(7)
	var x, y = <-chanOf("x"), <-chanOf('y')
	t.Log(v, ok2, w, x, y)
}

func TestVarBlockOfReceives(t *testing.T) {
	c := chanOf(1, 2, 3)
	var (
		a    = <-c
		b, _ = <-c
		f    float64
		d    = a + b + <-c
	)
	f, ok := <-chanOf(1.5)
	t.Log(a, b, d, f, ok)
}

func TestCommaOkToFieldsAndElements(t *testing.T) {
	type st struct {
		v  int
		ok bool
	}
	var s st
	m := map[string]bool{}
	a := [2]int{}
	c := closedOf(4, 5)
	s.v, s.ok = <-c
	a[1], m["ok"] = <-c
	t.Log(s, a, m)
	p := &s
	p.v, m["ok"] = <-c
	t.Log(s, m)
	type named bool
	var n named
	var x any
	x, n = <-c
	t.Log(x, n)
}

func TestMultiAssignWithReceives(t *testing.T) {
	c := chanOf(1, 2, 3, 4)
	x, y := <-c, <-c
	x, y = y, x
	t.Log(x, y)
	a := []int{10, 20, 30}
	a[0], a[2] = <-c, <-c
	t.Log(a)
	i := 0
	i, a[i] = 1, 99
	t.Log(i, a)
	a[0], a[1] = a[1], a[0]
	t.Log(a)
}

func TestCompositeLiteralsWithReceives(t *testing.T) {
	c := chanOf(1, 2, 3, 4, 5, 6, 7)
	p := pair{a: <-c, b: <-c}
	s := []int{<-c, 0, <-c}
	arr := [...]int{2: <-c}
	m := map[int]int{<-c: <-c}
	t.Log(p.a, p.b, s, arr, m)
	q := &pair{next: &pair{a: <-chanOf(8)}}
	t.Log(q.next.a, struct{ x int }{<-chanOf(9)})
}

func TestConversionsAndAssertionsOfReceives(t *testing.T) {
	t.Log(float64(<-chanOf(3))/2, string(<-chanOf([]byte("hi"))), []byte(<-chanOf("a")))
	t.Log((<-chanOf[any]("s")).(string) + "!")
	n, ok := (<-chanOf[any](1)).(string)
	t.Logf("%q %v", n, ok)
	k := uint(<-chanOf(3))
	t.Log(1<<k, 1<<<-chanOf(4), int8(<-chanOf(300)&0x7f))
}

func TestShortCircuit(t *testing.T) {
	c := chanOf(true, false)
	if false && <-c {
		t.Log("no")
	}
	if true || <-c {
		t.Log("left", len(c))
	}
	ok := <-c && <-c
	t.Log(ok, len(c))
}

func TestSendExpressions(t *testing.T) {
	c := make(chan int, 4)
	c <- <-chanOf(1) + 2
	c <- func() int { return 5 }()
	c <- len("abc")
	(c) <- -1
	t.Log(<-c, <-c, <-c, <-c)
	cc := chanOf(c)
	(<-cc) <- 7
	arr := []chan int{c}
	arr[0] <- 8
	func() chan<- int { return c }() <- 9
	t.Log(<-c, <-c, <-c)
	d := make(chan chan int, 1)
	d <- make(chan int, 3)
	t.Log(cap(<-d))
}

func TestSendEvaluationOrder(t *testing.T) {
	var log []string
	ch := func() chan int { log = append(log, "channel"); return make(chan int, 1) }
	val := func() int { log = append(log, "value"); return 1 }
	ch() <- val()
	t.Log(log)
}
