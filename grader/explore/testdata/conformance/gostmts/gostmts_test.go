package gostmts

import (
	"fmt"
	"sort"
	"sync"
	"testing"
)

func send(c chan<- int, v int) { c <- v }

func TestGoNamedFunction(t *testing.T) {
	c := make(chan int)
	go send(c, 1)
	t.Log(<-c)
}

func TestGoArgumentsEvaluatedAtOnce(t *testing.T) {
	c := make(chan int)
	x := 1
	gate := make(chan struct{})
	go func(v int) {
		<-gate
		c <- v
	}(x)
	x = 2
	close(gate)
	t.Log(<-c, x)
}

func TestGoArgumentOrder(t *testing.T) {
	var log []string
	arg := func(s string) string { log = append(log, s); return s }
	fn := func() func(string, string, chan string) {
		log = append(log, "fn")
		return func(a, b string, c chan string) { c <- a + b }
	}
	c := make(chan string)
	go fn()(arg("a"), arg("b"), c)
	t.Log(log)
	t.Log(<-c)
}

func TestGoReceiveInArguments(t *testing.T) {
	in := make(chan int, 2)
	in <- 3
	in <- 4
	c := make(chan int)
	go func(a, b int) { c <- a*10 + b }(<-in, <-in)
	t.Log(len(in))
	t.Log(<-c)
}

type acc struct {
	n int
	c chan int
}

func (a *acc) ptr(k int) { a.c <- a.n + k }
func (a acc) val(k int)  { a.c <- a.n + k }

func TestGoMethodPointerReceiver(t *testing.T) {
	a := &acc{1, make(chan int)}
	go a.ptr(10)
	t.Log(<-a.c)
	b := acc{2, a.c}
	go b.ptr(10)
	t.Log(<-b.c)
}

func TestGoMethodValueReceiverCopied(t *testing.T) {
	a := acc{1, make(chan int)}
	go a.val(10)
	a.n = 100
	t.Log(<-a.c)
	p := &a
	go p.val(1)
	p.n = 5
	t.Log(<-a.c)
}

func TestGoMethodValue(t *testing.T) {
	a := acc{1, make(chan int)}
	f := a.val
	a.n = 50
	g := a.ptr
	a.n = 60
	go f(0)
	t.Log(<-a.c)
	go g(0)
	t.Log(<-a.c)
}

func TestGoMethodExpression(t *testing.T) {
	a := acc{7, make(chan int)}
	go acc.val(a, 1)
	t.Log(<-a.c)
	go (*acc).ptr(&a, 2)
	t.Log(<-a.c)
	go (*acc).val(&a, 3)
	t.Log(<-a.c)
}

type runner interface{ ptr(int) }

func TestGoInterfaceMethod(t *testing.T) {
	a := &acc{1, make(chan int)}
	var r runner = a
	go r.ptr(1)
	r = nil
	t.Log(<-a.c, r)
}

type outer struct {
	*acc
	fn func(int)
}

func TestGoPromotedMethodAndFieldFunc(t *testing.T) {
	c := make(chan int)
	o := outer{&acc{5, c}, func(v int) { c <- -v }}
	go o.ptr(1)
	t.Log(<-c)
	go o.fn(9)
	o.fn = nil
	t.Log(<-c)
	go o.acc.val(3)
	t.Log(<-c)
}

func TestGoGenericFunction(t *testing.T) {
	c := make(chan string)
	go put(c, "x")
	t.Log(<-c)
	go put[string](c, "y")
	t.Log(<-c)
	f := put[int]
	d := make(chan int)
	go f(d, 3)
	t.Log(<-d)
}

func put[T any](c chan<- T, v T) { c <- v }

func TestGoBuiltinClose(t *testing.T) {
	c := make(chan int)
	go close(c)
	_, ok := <-c
	t.Log(ok)
	var d chan<- int
	e := make(chan int, 1)
	d = e
	e <- 1
	go close(d)
	for v := range e {
		t.Log(v)
	}
}

func variadic(c chan<- string, pre string, xs ...any) {
	c <- fmt.Sprint(pre, len(xs), xs == nil, xs)
}

func TestGoVariadic(t *testing.T) {
	c := make(chan string)
	go variadic(c, "a")
	t.Log(<-c)
	go variadic(c, "b", 1, "x", nil, 'c')
	t.Log(<-c)
	go variadic(c, "c", []any{1, 2}...)
	t.Log(<-c)
	go variadic(c, "d", []int{1, 2})
	t.Log(<-c)
	go variadic(c, "e", nil)
	t.Log(<-c)
	go variadic(c, "f", []any(nil)...)
	t.Log(<-c)
}

func three() (chan int, int, error) { return shared, 8, nil }

var shared = make(chan int)

func take(c chan int, v int, err error) {
	if err == nil {
		c <- v
	}
}

func TestGoMultiValueArguments(t *testing.T) {
	go take(three())
	t.Log(<-shared)
}

func TestGoFuncLiteralWithResults(t *testing.T) {
	c := make(chan int, 1)
	go func() (n int, err error) {
		defer func() { c <- n }()
		return 4, nil
	}()
	t.Log(<-c)
	go func(int, ...string) int { c <- 5; return 0 }(1)
	t.Log(<-c)
	go func(_ int, _ string) { c <- 6 }(1, "")
	t.Log(<-c)
}

func untyped(c chan string, f float64, e error, b byte, i any, d dur, ok flag) {
	c <- fmt.Sprintf("%v %v %v %T %v %v", f, e, b, i, d, ok)
}

type (
	dur  int64
	flag bool
)

func TestGoUntypedArguments(t *testing.T) {
	c := make(chan string)
	n := 3
	go untyped(c, 1, nil, 'a', 2.0, 5, n == 3)
	t.Log(<-c)
	go untyped(c, 1<<3, nil, 1<<n, nil, 1<<n, n > 3 && n < 9)
	t.Log(<-c)
	go untyped(c, 'a', nil, 0x1f, 'a', -5, true)
	t.Log(<-c)
}

type handler func(int)

func (h handler) serve(v int) { h(v * 2) }

func TestGoNamedFuncTypes(t *testing.T) {
	c := make(chan int)
	f := func(v int) { c <- v }
	go handler(f)(1)
	t.Log(<-c)
	go handler(f).serve(2)
	t.Log(<-c)
	go (func(int))(handler(f))(3)
	t.Log(<-c)
	go (f)(4)
	t.Log(<-c)
}

func TestGoFunctionFromContainers(t *testing.T) {
	c := make(chan string)
	mk := func(s string) func() { return func() { c <- s } }
	fs := []func(){mk("slice0"), mk("slice1")}
	m := map[string]func(){"k": mk("map")}
	fc := make(chan func(), 1)
	fc <- mk("chan")
	i := 1
	go fs[i]()
	i = 0
	t.Log(<-c)
	go m["k"]()
	delete(m, "k")
	t.Log(<-c)
	go (<-fc)()
	t.Log(<-c)
	p := &fs[0]
	go (*p)()
	t.Log(<-c)
	go mk("call")()
	t.Log(<-c)
	var x any = mk("assert")
	go x.(func())()
	t.Log(<-c)
}

func TestGoInLoopPerIteration(t *testing.T) {
	c := make(chan int)
	for i := 0; i < 3; i++ {
		go func() { c <- i }()
	}
	got := []int{<-c, <-c, <-c}
	sort.Ints(got)
	t.Log(got)
}

func TestGoInLoopModifiedVariable(t *testing.T) {
	var wg sync.WaitGroup
	var fs [2]*int
	for i := 0; i < 4; i++ {
		i++
		wg.Add(1)
		go func() { defer wg.Done(); fs[i/2] = &i }()
		wg.Wait()
		i += 0
	}
	t.Log(*fs[0], *fs[1])
}

func TestGoInRangeLoops(t *testing.T) {
	c := make(chan string)
	for i, s := range []string{"a", "b"} {
		go func() { c <- fmt.Sprint(i, s) }()
	}
	got := []string{<-c, <-c}
	for k, v := range map[string]int{"x": 1} {
		go func() { c <- fmt.Sprint(k, v) }()
	}
	got = append(got, <-c)
	for i := range 2 {
		go func() { c <- fmt.Sprint("n", i) }()
	}
	got = append(got, <-c, <-c)
	sort.Strings(got)
	t.Log(got)
}

func TestGoSharedLoopVariableOutside(t *testing.T) {
	c := make(chan int)
	var i int
	for i = 0; i < 3; i++ {
		go func(j int) { c <- j }(i)
	}
	t.Log(<-c+<-c+<-c, i)
}
