package selects

import (
	"strings"
	"testing"
)

func filled(vs ...int) chan int {
	c := make(chan int, len(vs)+1)
	for _, v := range vs {
		c <- v
	}
	return c
}

func closed(vs ...int) chan int {
	c := filled(vs...)
	close(c)
	return c
}

func TestReceiveForms(t *testing.T) {
	c := filled(1, 2, 3, 4)
	close(c)
	select {
	case <-c:
		t.Log("bare")
	}
	select {
	case v := <-c:
		t.Log("define", v)
	}
	select {
	case v, ok := <-c:
		t.Log("define ok", v, ok)
	}
	var x int
	var ok bool
	select {
	case x = <-c:
		t.Log("assign", x)
	}
	select {
	case x, ok = <-c:
		t.Log("assign ok", x, ok)
	}
	select {
	case _, ok = <-c:
		t.Log("blank", ok)
	}
	select {
	case _ = <-c:
		t.Log("blank only")
	}
	select {
	case (<-c):
		t.Log("parens")
	}
}

func TestSendForms(t *testing.T) {
	c := make(chan float64, 2)
	select {
	case c <- 1:
		t.Log("sent constant")
	}
	var s chan<- float64 = c
	f := func() float64 { return 2.5 }
	select {
	case s <- f():
		t.Log("sent call")
	}
	select {
	case c <- 3:
		t.Log("unreachable")
	default:
		t.Log("full")
	}
	t.Log(<-c, <-c)
}

func TestSendUntypedNilAndBool(t *testing.T) {
	e := make(chan error, 1)
	select {
	case e <- nil:
		t.Log(<-e == nil)
	}
	type flag bool
	b := make(chan flag, 1)
	x := 3
	select {
	case b <- x > 2:
		t.Log(<-b)
	}
	k := make(chan int8, 1)
	select {
	case k <- 1 << uint(x):
		t.Log(<-k)
	}
}

func TestDefaultOnly(t *testing.T) {
	select {
	default:
		t.Log("only default")
	}
	for i := range 2 {
		select {
		default:
			t.Log("loop", i)
			continue
		}
	}
}

func TestDefaultAnywhere(t *testing.T) {
	c := filled(1)
	for range 2 {
		select {
		default:
			t.Log("empty")
		case v := <-c:
			t.Log("got", v)
		}
	}
}

func TestAssignToIndexedElement(t *testing.T) {
	a := [3]int{}
	m := map[string]int{"k": 1}
	oks := make([]bool, 1)
	c := closed(7, 8)
	i := 2
	select {
	case a[i] = <-c:
	}
	select {
	case m["k"], oks[0] = <-c:
	}
	t.Log(a, m["k"], oks)
	var p struct{ x, y int }
	q := &p
	select {
	case q.x, oks[0] = <-c:
	}
	c = filled(9)
	select {
	case q.y = <-c:
	}
	t.Log(p, oks)
}

func TestAssignThroughPointerAndCall(t *testing.T) {
	x, ok := 0, false
	px := func() *int { return &x }
	chan1 := func() <-chan int { return filled(3) }
	select {
	case *px(), ok = <-chan1():
		t.Log(x, ok)
	}
	var i any
	select {
	case i = <-filled(4):
		t.Logf("%T %v", i, i)
	}
}

func TestLeftSideEvaluatedOnlyWhenChosen(t *testing.T) {
	var log []string
	at := func(s string) int { log = append(log, s); return 0 }
	a := []int{0}
	var never chan int
	select {
	case a[at("never")] = <-never:
	case a[at("taken")] = <-filled(6):
	}
	t.Log(a, log)
}

func TestOperandsEvaluatedInOrder(t *testing.T) {
	var log []string
	ch := func(s string, c chan int) chan int { log = append(log, "ch "+s); return c }
	val := func(s string, v int) int { log = append(log, "val "+s); return v }
	select {
	case ch("a", nil) <- val("a", 1):
	case <-ch("b", nil):
	case ch("c", make(chan int)) <- val("c", 2):
	case v := <-ch("d", filled(11)):
		log = append(log, "got", string(rune('a'+v)))
	}
	t.Log(strings.Join(log, ","))
}

func TestSendOperandEvaluatedEvenIfNotSent(t *testing.T) {
	n := 0
	next := func() int { n++; return n }
	c := make(chan int, 1)
	for range 3 {
		select {
		case c <- next():
		default:
		}
	}
	t.Log(n, <-c)
}

func TestReceiveInsideOperand(t *testing.T) {
	cc := make(chan chan int, 1)
	cc <- filled(8)
	vals := filled(5)
	out := make(chan int, 1)
	select {
	case v := <-<-cc:
		t.Log("nested", v)
	}
	select {
	case out <- <-vals:
		t.Log("forwarded", <-out)
	}
	idx := filled(1)
	arr := []chan int{nil, filled(12)}
	select {
	case v := <-arr[<-idx]:
		t.Log("indexed", v)
	}
}

func TestNilCasesNeverChosen(t *testing.T) {
	var a, b chan int
	c := filled(1)
	for range 3 {
		select {
		case a <- 1:
			t.Log("a")
		case v, ok := <-b:
			t.Log("b", v, ok)
		case v := <-c:
			t.Log("c", v)
		default:
			t.Log("default")
		}
	}
}

func TestClosedAlwaysReady(t *testing.T) {
	c := closed(1)
	for range 3 {
		select {
		case v, ok := <-c:
			t.Log(v, ok)
		default:
			t.Log("default")
		}
	}
}

func TestSendOnClosedPanics(t *testing.T) {
	defer func() { t.Log("recovered:", recover()) }()
	c := closed()
	select {
	case c <- 1:
		t.Log("sent")
	default:
		t.Log("default")
	}
}

func TestSendOnClosedPanicsBlocking(t *testing.T) {
	c := closed()
	try := func() (r any) {
		defer func() { r = recover() }()
		var never chan int
		select {
		case c <- 1:
		case <-never:
		}
		return "none"
	}
	t.Log(try())
}

func TestSameChannelTwice(t *testing.T) {
	c := filled(1, 2)
	sum := 0
	for range 2 {
		select {
		case v := <-c:
			sum += v
		case v := <-c:
			sum += v
		}
	}
	t.Log(sum)
}

func TestSameChannelSendAndReceive(t *testing.T) {
	c := make(chan int, 1)
	out := 0
	for i := range 4 {
		select {
		case c <- i:
		case v := <-c:
			out = out*10 + v
		}
	}
	t.Log(out)
}

func TestUnbufferedSelfIsNotReady(t *testing.T) {
	c := make(chan int)
	select {
	case c <- 1:
		t.Log("sent")
	case <-c:
		t.Log("received")
	default:
		t.Log("no partner")
	}
}

func TestSelectScopesPerClause(t *testing.T) {
	v := "outer"
	select {
	case v := <-filled(1):
		v++
		t.Log(v)
	}
	select {
	case v, ok := <-filled(5):
		{
			v := v * 2
			t.Log(v, ok)
		}
	}
	t.Log(v)
}

func TestClosureCapturesSelectVariable(t *testing.T) {
	c := filled(1, 2)
	var fs []func() int
	for range 2 {
		select {
		case v := <-c:
			fs = append(fs, func() int { v += 10; return v })
		}
	}
	t.Log(fs[0](), fs[0](), fs[1]())
}

func TestAssignOuterAndReuse(t *testing.T) {
	var (
		v  int
		ok bool
	)
	f := func() (int, bool) { return v, ok }
	select {
	case v, ok = <-filled(3):
	}
	a, b := f()
	t.Log(a, b)
	select {
	case v, ok = <-closed():
	}
	a, b = f()
	t.Log(a, b)
}
