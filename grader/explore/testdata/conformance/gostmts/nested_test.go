package gostmts

import (
	"sync"
	"testing"
)

func TestGoNested(t *testing.T) {
	c := make(chan int)
	go func() {
		go func() {
			go func() { c <- 3 }()
		}()
	}()
	t.Log(<-c)
}

func TestGoDeferOrder(t *testing.T) {
	c := make(chan int, 3)
	go func() {
		defer close(c)
		for i := range 3 {
			defer send(c, i)
		}
	}()
	for v := range c {
		t.Log(v)
	}
}

func TestGoDeferArgumentsEvaluatedAtOnce(t *testing.T) {
	c := make(chan int)
	go func() {
		x := 1
		defer send(c, x)
		x = 2
		defer func() { c <- x }()
		x = 3
	}()
	t.Log(<-c, <-c)
}

func TestGoRecursive(t *testing.T) {
	var fib func(n int, out chan<- int)
	fib = func(n int, out chan<- int) {
		if n < 2 {
			out <- n
			return
		}
		c := make(chan int, 2)
		go fib(n-1, c)
		go fib(n-2, c)
		out <- <-c + <-c
	}
	c := make(chan int, 1)
	go fib(3, c)
	t.Log(<-c)
}

func TestGoRecoveredPanic(t *testing.T) {
	c := make(chan any)
	go func() {
		defer func() { c <- recover() }()
		panic("boom")
	}()
	t.Log(<-c)
}

func TestGoAfterLabelAndInBranches(t *testing.T) {
	c := make(chan string)
	n := 0
again:
	go func(n int) { c <- string(rune('a' + n)) }(n)
	t.Log(<-c)
	if n++; n < 2 {
		goto again
	}
	switch {
	case n == 2:
		go func() { c <- "case" }()
	default:
		go func() { c <- "default" }()
	}
	t.Log(<-c)
	if n > 5 {
		go func() { c <- "then" }()
	} else {
		go func() { c <- "else" }()
	}
	t.Log(<-c)
}

func TestGoCapturesNamedResult(t *testing.T) {
	f := func() (n int, err error) {
		var wg sync.WaitGroup
		wg.Add(1)
		go func() {
			defer wg.Done()
			n = 9
		}()
		wg.Wait()
		return
	}
	n, err := f()
	t.Log(n, err)
}

func TestGoStructArgumentCopied(t *testing.T) {
	type big struct{ a [4]int }
	c := make(chan int)
	b := big{[4]int{1, 2, 3, 4}}
	gate := make(chan struct{})
	go func(b big, arr [4]int) {
		<-gate
		c <- b.a[0] + arr[3]
	}(b, b.a)
	b.a = [4]int{}
	close(gate)
	t.Log(<-c, b)
}

func TestGoNilInterfaceAndTypedNil(t *testing.T) {
	c := make(chan bool)
	f := func(e error, x any) {
		c <- e == nil
		c <- x == nil
	}
	var p *int
	go f(nil, p)
	t.Log(<-c, <-c)
	go f(nil, nil)
	t.Log(<-c, <-c)
}

func TestGoImmediatelyInvokedChain(t *testing.T) {
	c := make(chan int)
	go func() func(int) {
		return func(v int) { c <- v + 1 }
	}()(1)
	t.Log(<-c)
}

func TestGoSpawnerReturnsFirst(t *testing.T) {
	spawn := func(v int) <-chan int {
		c := make(chan int)
		go func() {
			defer close(c)
			c <- v
		}()
		return c
	}
	for v := range spawn(6) {
		t.Log(v)
	}
}

func TestGoMutexMethodsAsArguments(t *testing.T) {
	var mu sync.Mutex
	n := 0
	with := func(lock, unlock func(), f func(), done func()) {
		defer done()
		lock()
		defer unlock()
		f()
	}
	var wg sync.WaitGroup
	wg.Add(2)
	go with(mu.Lock, mu.Unlock, func() { n++ }, wg.Done)
	go with(mu.Lock, mu.Unlock, func() { n += 2 }, wg.Done)
	wg.Wait()
	t.Log(n)
}

func TestGoUnlockDirectly(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	go mu.Unlock()
	mu.Lock()
	t.Log("locked again")
	mu.Unlock()
}

func TestGoWaitGroupDoneDirectly(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	go wg.Done()
	wg.Wait()
	t.Log("done")
}
