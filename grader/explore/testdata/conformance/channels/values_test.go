package channels

import (
	"errors"
	"fmt"
	"sync"
	"testing"
)

type myBool bool

type celsius float64

func TestSendUntypedConstants(t *testing.T) {
	f := make(chan float64, 2)
	f <- 1
	f <- 'a'
	t.Log(<-f, <-f)
	b := make(chan byte, 2)
	b <- 'z'
	b <- 1 << 3
	t.Log(<-b, <-b)
	d := make(chan celsius, 1)
	d <- 36
	t.Logf("%T", <-d)
	x, y := 1, 1
	q := make(chan myBool, 2)
	q <- x == y
	q <- x != y
	t.Logf("%T %v", <-q, <-q)
	n := uint(4)
	i := make(chan int64, 1)
	i <- 1 << n
	t.Log(<-i)
	k := make(chan complex128, 1)
	k <- 2
	t.Log(<-k)
}

func TestSendNilsOfManyTypes(t *testing.T) {
	e := make(chan error, 1)
	e <- nil
	t.Log(<-e == nil)
	p := make(chan *int, 1)
	p <- nil
	t.Log(<-p == nil)
	m := make(chan map[string]int, 1)
	m <- nil
	t.Log(len(<-m))
	s := make(chan []int, 1)
	s <- nil
	t.Log(<-s == nil)
	f := make(chan func(), 1)
	f <- nil
	t.Log(<-f == nil)
	c := make(chan chan int, 1)
	c <- nil
	t.Log(<-c == nil)
	a := make(chan any, 1)
	a <- nil
	t.Log(<-a)
}

type shape interface{ area() int }

type square int

func (s square) area() int { return int(s * s) }

type rect struct{ w, h int }

func (r *rect) area() int { return r.w * r.h }

func TestSendConcreteToInterfaceChannel(t *testing.T) {
	c := make(chan shape, 2)
	c <- square(3)
	c <- &rect{2, 5}
	close(c)
	for s := range c {
		switch v := s.(type) {
		case square:
			t.Log("square", int(v), v.area())
		case *rect:
			t.Log("rect", v.w, v.h, v.area())
		}
	}
}

func TestAnyChannelTypeSwitch(t *testing.T) {
	c := make(chan any, 5)
	c <- 1
	c <- "two"
	c <- 3.0
	c <- errors.New("four")
	c <- [2]int{5, 6}
	close(c)
	for v := range c {
		switch v := v.(type) {
		case int, float64:
			t.Logf("number %v", v)
		case string:
			t.Log("string", v+"!")
		case error:
			t.Log("error", v)
		default:
			t.Logf("%T", v)
		}
	}
}

func TestFuncValuedChannel(t *testing.T) {
	work := make(chan func() int)
	res := make(chan int)
	go func() {
		for f := range work {
			res <- f()
		}
		close(res)
	}()
	for i := range 2 {
		work <- func() int { return i + 100 }
		t.Log(<-res)
	}
	close(work)
	_, ok := <-res
	t.Log(ok)
}

func TestCallReceivedFunction(t *testing.T) {
	c := make(chan func(int) int, 1)
	c <- func(x int) int { return x * 2 }
	args := make(chan int, 1)
	args <- 21
	t.Log((<-c)(<-args))
}

func TestArrayAndSliceOfChannels(t *testing.T) {
	var a [3]chan int
	for i := range a {
		a[i] = make(chan int, 1)
		a[i] <- i
	}
	b := a
	t.Log(<-b[0]+<-b[1]+<-b[2], a == b)
	s := []chan<- int{a[2], a[1]}
	for i, c := range s {
		c <- i + 5
	}
	t.Log(len(a[0]), <-a[1], <-a[2])
}

func TestChannelInStructAndMap(t *testing.T) {
	type box struct {
		in  chan int
		out map[string]chan string
	}
	b := box{in: make(chan int, 1), out: map[string]chan string{"k": make(chan string, 1)}}
	go func() {
		b.out["k"] <- fmt.Sprint("n=", <-b.in)
	}()
	b.in <- 3
	t.Log(<-b.out["k"])
	t.Log(b.out["none"] == nil, len(b.out["none"]))
}

func TestPointerToChannel(t *testing.T) {
	c := make(chan int, 2)
	p := &c
	*p <- 1
	*p <- 2
	close(*p)
	v, ok := <-*p
	t.Log(v, ok, len(*p), cap(*p))
	for v := range *p {
		t.Log(v)
	}
	*p = nil
	t.Log(c == nil)
}

func TestChannelsAsMapKeys(t *testing.T) {
	a, b := make(chan int), make(chan int)
	names := map[chan int]string{a: "a", b: "b", nil: "nil"}
	t.Log(names[a], names[b], names[nil], len(names))
	delete(names, a)
	_, ok := names[a]
	t.Log(ok)
	ro := map[<-chan int]int{a: 1}
	ro[b] += 2
	t.Log(ro[a], ro[b])
}

func TestChannelComparison(t *testing.T) {
	a, b := make(chan int), make(chan int)
	c := a
	var r <-chan int = a
	var s chan<- int = a
	t.Log(a == b, a == c, r == a, s == a, a != nil)
	var x, y any = a, c
	t.Log(x == y, x == any(b), x == any(r))
	switch r {
	case b:
		t.Log("b")
	case a:
		t.Log("a")
	}
}

func TestConversionsBetweenDirections(t *testing.T) {
	type named chan int
	c := make(chan int, 1)
	(chan<- int)(c) <- 4
	t.Log(<-(<-chan int)(c))
	n := named(c)
	n <- 5
	t.Log(<-n, (chan int)(n) == c)
	var x any = (<-chan int)(c)
	_, bidi := x.(chan int)
	_, recv := x.(<-chan int)
	t.Log(bidi, recv)
	t.Logf("%T %T %T", c, (<-chan int)(c), (chan<- int)(c))
}

func TestTypeAssertionToChannel(t *testing.T) {
	var x any = make(chan string, 1)
	x.(chan string) <- "hi"
	t.Log(<-x.(chan string))
	if c, ok := x.(chan int); !ok {
		t.Log("not chan int", c == nil)
	}
	switch c := x.(type) {
	case chan string:
		t.Log("cap", cap(c))
	}
}

func TestSendCopiesArraysAndStructs(t *testing.T) {
	type pair struct{ a, b [2]int }
	c := make(chan pair, 1)
	p := pair{a: [2]int{1, 2}}
	c <- p
	p.a[0] = 100
	q := <-c
	q.b[1] = 9
	t.Log(p, q)
	d := make(chan [2]int, 1)
	arr := [2]int{1, 2}
	d <- arr
	arr[0] = 50
	t.Log((<-d)[0], arr[0])
}

func TestSendPointerShares(t *testing.T) {
	type node struct {
		v    int
		next *node
	}
	c := make(chan *node)
	n := &node{v: 1}
	go func() {
		m := <-c
		m.v++
		m.next = &node{v: 10}
		c <- m
	}()
	c <- n
	same := <-c == n
	t.Log(same, n.v, n.next.v)
}

type counter struct {
	ch chan int
}

func (c *counter) add(n int) { c.ch <- n }
func (c counter) total(n int) int {
	s := 0
	for range n {
		s += <-c.ch
	}
	return s
}

func TestMethodValuesOverChannels(t *testing.T) {
	c := &counter{make(chan int)}
	add, total := c.add, c.total
	go add(1)
	go add(2)
	t.Log(total(2))
	expr := (*counter).add
	go expr(c, 30)
	t.Log(counter.total(*c, 1))
}

func TestMakeCapacityForms(t *testing.T) {
	const k = 2.0
	n := uint8(3)
	t.Log(cap(make(chan int, k)), cap(make(chan int, n)), cap(make(chan int, 'b'-'a')), cap(make(chan int, 0)))
	type T chan<- []string
	t.Log(cap(make(T, 4)), cap(make(<-chan int, 5)))
}

func TestFanInPipeline(t *testing.T) {
	gen := func(ns ...int) <-chan int {
		out := make(chan int)
		go func() {
			defer close(out)
			for _, n := range ns {
				out <- n
			}
		}()
		return out
	}
	merge := func(cs ...<-chan int) <-chan int {
		out := make(chan int)
		var wg sync.WaitGroup
		for _, c := range cs {
			wg.Add(1)
			go func(c <-chan int) {
				defer wg.Done()
				for v := range c {
					out <- v
				}
			}(c)
		}
		go func() { wg.Wait(); close(out) }()
		return out
	}
	sum := 0
	for v := range merge(gen(1), gen(2, 4)) {
		sum |= v
	}
	t.Log(sum)
}

func TestBufferedChannelAsSemaphore(t *testing.T) {
	sem := make(chan struct{}, 1)
	n := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			sem <- struct{}{}
			defer func() { <-sem }()
			n++
		})
	}
	wg.Wait()
	t.Log(n, len(sem))
}

func TestCallbackReturningChannel(t *testing.T) {
	async := func(f func() (int, error)) <-chan struct {
		v   int
		err error
	} {
		c := make(chan struct {
			v   int
			err error
		}, 1)
		go func() {
			v, err := f()
			c <- struct {
				v   int
				err error
			}{v, err}
		}()
		return c
	}
	r := <-async(func() (int, error) { return 1, errors.New("bad") })
	t.Log(r.v, r.err)
	t.Log((<-async(func() (int, error) { return 2, nil })).v)
}
