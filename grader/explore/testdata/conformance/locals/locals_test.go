// Package locals shadows imports, builtins and helper names inside functions.
package locals

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestLocalNamedSync(t *testing.T) {
	var mu sync.Mutex
	sync := make(chan int)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		sync <- 1
	}()
	t.Log(<-sync)
	mu.Lock()
	mu.Unlock()
}

func TestLocalNamedTime(t *testing.T) {
	d := time.Millisecond
	time := struct{ Sleep func(int) int }{func(x int) int { return x * 2 }}
	t.Log(d, time.Sleep(4))
}

func TestLocalNamedContextAndAtomic(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	var n atomic.Int32
	context, atomic := ctx, &n
	go func() { atomic.Add(1); cancel() }()
	<-context.Done()
	t.Log(context.Err(), atomic.Load())
}

func TestLocalNamedLenCapCloseMake(t *testing.T) {
	c := make(chan int, 2)
	c <- 1
	n, m := len(c), cap(c)
	len := func(chan int) string { return "len" }
	cap, close := "cap", func(x ...chan int) int { return 0 }
	t.Log(n, m, len(c), cap, close(c))
	make := func(n int) chan int { return c }
	make(3) <- 2
	t.Log(<-make(0), <-c)
}

func TestLocalNamedPanicRecoverNilTrue(t *testing.T) {
	panic, recover := "p", func() string { return "r" }
	nil, true := 0, false
	c := make(chan bool, 1)
	c <- true
	select {
	case true = <-c:
	}
	t.Log(panic, recover(), nil, true)
}

func TestLocalTypesNamedLikeBuiltins(t *testing.T) {
	type string int
	type error struct{ any, int string }
	c := make(chan error, 1)
	c <- error{1, 2}
	e := <-c
	type any = string
	var a any = e.any + e.int
	t.Log(a)
}

func TestParameterNamedLikePackage(t *testing.T) {
	f := func(sync int, time ...string) (runtime int) {
		c := make(chan int)
		go func() { c <- sync + len(time) }()
		runtime = <-c
		return
	}
	t.Log(f(1, "a", "b"))
	runtime.Gosched()
}

func TestReceiverNamedLikePackage(t *testing.T) {
	s := service{ch: make(chan int, 1)}
	s.put(3)
	t.Log(s.take())
}

type service struct{ ch chan int }

func (sync service) put(time int)        { sync.ch <- time }
func (atomic *service) take() (v int)    { v = <-atomic.ch; return }
func (service) Mutex() (context int)     { return 1 }
func (runtime service) Gosched() (c any) { return runtime.Mutex() }

func TestFieldsAndMethodsNamedLikePackages(t *testing.T) {
	var x struct {
		sync, time, close, len chan int
		recv, send             func() int
	}
	x.sync = make(chan int, 1)
	x.sync <- 4
	x.close = x.sync
	x.recv = func() int { return <-x.close }
	t.Log(x.recv(), service{}.Gosched())
}

func TestLabelsNamedLikePackages(t *testing.T) {
	c := make(chan int, 3)
	c <- 1
	c <- 2
	c <- 3
sync:
	for {
		select {
		case v := <-c:
			switch {
			case v == 1:
				continue sync
			case v == 2:
				break
			default:
				break sync
			}
			t.Log("v", v)
		}
	}
	t.Log(len(c))
}

func TestSingleLetterAndHelperNames(t *testing.T) {
	_t, _v, _ok, tmp, tmp1, sel, sched, explore := 1, 2, true, 3, 4, 5, 6, 7
	c := make(chan int, 1)
	c <- _t + _v + tmp + tmp1 + sel + sched + explore
	v, ok := <-c
	t.Log(v, ok == _ok)
	go func(c chan int, t int) { c <- t }(c, 9)
	t.Log(<-c)
}

func TestTestingParameterRenamed(tt *testing.T) {
	t := make(chan string, 1)
	t <- "renamed"
	tt.Log(<-t)
	tt.Run("sub", func(c *testing.T) {
		testing := 1
		c.Log(testing)
	})
}

func TestShadowInIfSwitchFor(t *testing.T) {
	c := make(chan int, 4)
	for i := range 4 {
		c <- i
	}
	if c := <-c; c == 0 {
		t.Log("if", c)
	}
	switch c := <-c; c {
	case 1:
		t.Log("switch", c)
	}
	for c := <-c; c < 3; c++ {
		t.Log("for", c)
	}
	select {
	case c := <-c:
		t.Log("select", c)
	}
	if c, ok := any(c).(chan int); ok {
		t.Log(len(c))
	}
}

func TestRangeShadowsItsOperand(t *testing.T) {
	c := make(chan int, 2)
	c <- 5
	c <- 6
	close(c)
	for c := range c {
		c := c + 1
		t.Log(c)
	}
	x := []chan int{c}
	for _, x := range x {
		_, ok := <-x
		t.Log(ok)
	}
}
