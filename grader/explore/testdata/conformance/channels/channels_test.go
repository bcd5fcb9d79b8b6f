package channels

import (
	"testing"
)

func TestUnbufferedSendReceive(t *testing.T) {
	c := make(chan int)
	go func() { c <- 42 }()
	t.Log("got", <-c)
}

func TestUnbufferedBothDirections(t *testing.T) {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v * 10
		}
		close(pong)
	}()
	for i := 1; i <= 2; i++ {
		ping <- i
		t.Log("pong", <-pong)
	}
	close(ping)
	_, ok := <-pong
	t.Log("open", ok)
}

func TestBufferedFIFOLenCap(t *testing.T) {
	c := make(chan string, 3)
	t.Log(len(c), cap(c))
	c <- "a"
	c <- "b"
	t.Log(len(c), cap(c))
	t.Log(<-c)
	c <- "c"
	c <- "d"
	t.Log(len(c), cap(c))
	t.Log(<-c, <-c, <-c)
	t.Log(len(c))
}

func TestBufferedProducerBlocksWhenFull(t *testing.T) {
	c := make(chan int, 1)
	go func() {
		for i := range 4 {
			c <- i
		}
		close(c)
	}()
	sum := 0
	for v := range c {
		sum = sum*10 + v
	}
	t.Log(sum)
}

func TestNilChannelLenCapAndDefault(t *testing.T) {
	var c chan int
	t.Log(len(c), cap(c), c == nil)
	select {
	case c <- 1:
		t.Log("sent")
	case v := <-c:
		t.Log("received", v)
	default:
		t.Log("blocked")
	}
}

func produce(out chan<- int, n int) {
	defer close(out)
	for i := 0; i < n; i++ {
		out <- i
	}
}

func consume(in <-chan int) (sum int) {
	for v := range in {
		sum += v
	}
	return
}

func TestDirectionalParameters(t *testing.T) {
	c := make(chan int)
	go produce(c, 4)
	t.Log("sum", consume(c))
}

type queue chan string

func (q queue) push(s string) { q <- s }
func (q queue) pop() string   { return <-q }
func (q queue) size() int     { return len(q) }

func TestNamedChannelTypeWithMethods(t *testing.T) {
	q := make(queue, 2)
	q.push("x")
	q.push("y")
	t.Log(q.size(), q.pop(), q.pop(), q.size())
	close(q)
	v, ok := <-q
	t.Logf("%q %v", v, ok)
}

type (
	source <-chan int
	sink   chan<- int
)

func TestNamedDirectionalTypes(t *testing.T) {
	c := make(chan int, 1)
	var in sink = c
	var out source = c
	in <- 7
	t.Log(len(in), cap(out))
	t.Log(<-out)
	close(in)
	for range out {
		t.Log("unreachable")
	}
}

type request struct {
	n     int
	reply chan int
}

func TestReplyChannelInRequest(t *testing.T) {
	reqs := make(chan request)
	go func() {
		for r := range reqs {
			r.reply <- r.n * r.n
		}
	}()
	for i := 2; i < 4; i++ {
		r := request{i, make(chan int)}
		reqs <- r
		t.Log(<-r.reply)
	}
	close(reqs)
}

func TestChannelOfChannels(t *testing.T) {
	cc := make(chan chan int, 1)
	go func() {
		c := <-cc
		c <- 5
		close(c)
	}()
	c := make(chan int)
	cc <- c
	t.Log(<-c)
	_, ok := <-c
	t.Log(ok)
}

func TestReceiveOfReceive(t *testing.T) {
	cc := make(chan (<-chan int), 1)
	c := make(chan int, 1)
	c <- 9
	cc <- c
	t.Log(<-<-cc)
	var deep chan<- chan<- int = make(chan chan<- int, 1)
	deep <- c
	t.Log(len(deep), cap(deep))
}

func TestEmptyStructSignal(t *testing.T) {
	x := 0
	done := make(chan struct{})
	go func() {
		x = 1
		done <- struct{}{}
	}()
	<-done
	t.Log("x", x)
}

func TestCloseAsBroadcast(t *testing.T) {
	start := make(chan struct{})
	out := make(chan int)
	for i := range 3 {
		go func() {
			<-start
			out <- i
		}()
	}
	close(start)
	t.Log("sum", <-out+<-out+<-out)
}

func TestCommaOkOpenClosedDrained(t *testing.T) {
	c := make(chan int, 2)
	c <- 1
	close(c)
	v, ok := <-c
	t.Log(v, ok)
	v, ok = <-c
	t.Log(v, ok)
	_, ok = <-c
	t.Log(ok)
	v = <-c
	t.Log(v)
	t.Log(len(c), cap(c))
}

func TestRangeForms(t *testing.T) {
	fill := func() chan int {
		c := make(chan int, 3)
		c <- 1
		c <- 2
		c <- 3
		close(c)
		return c
	}
	n := 0
	for range fill() {
		n++
	}
	t.Log("count", n)
	var v int
	for v = range fill() {
	}
	t.Log("last", v)
	var a [1]int
	for a[0] = range fill() {
	}
	t.Log("array", a)
	for _ = range fill() {
		n++
	}
	t.Log("count", n)
}

func TestRangeExpressionEvaluatedOnce(t *testing.T) {
	calls := 0
	mk := func() <-chan int {
		calls++
		c := make(chan int, 2)
		c <- 1
		c <- 2
		close(c)
		return c
	}
	for v := range mk() {
		t.Log(v)
	}
	t.Log("calls", calls)
}

func TestRangeVariableReassignedChannel(t *testing.T) {
	c := make(chan int, 3)
	c <- 1
	c <- 2
	close(c)
	orig := c
	for v := range c {
		t.Log(v)
		c = nil
	}
	t.Log(c == nil, len(orig))
}

func TestRangeBreakContinueLabels(t *testing.T) {
	c := make(chan int, 6)
	for i := range 6 {
		c <- i
	}
	close(c)
outer:
	for v := range c {
		for j := 0; ; j++ {
			switch {
			case v == 1 && j == 1:
				continue outer
			case v == 4:
				break outer
			case j > 2:
				t.Log("done", v)
				continue outer
			}
		}
	}
	rest := 0
	for range c {
		rest++
	}
	t.Log("rest", rest)
}

func TestRangeClosuresPerIteration(t *testing.T) {
	c := make(chan int, 3)
	for i := range 3 {
		c <- i * i
	}
	close(c)
	var fs []func() int
	for v := range c {
		fs = append(fs, func() int { v++; return v })
	}
	for _, f := range fs {
		t.Log(f(), f())
	}
}
