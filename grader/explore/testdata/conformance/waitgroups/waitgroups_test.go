package waitgroups

import (
	"sync"
	"testing"
)

func TestAddDoneWait(t *testing.T) {
	var wg sync.WaitGroup
	res := make([]int, 3)
	wg.Add(len(res))
	for i := range res {
		go func() {
			defer wg.Done()
			res[i] = i * i
		}()
	}
	wg.Wait()
	t.Log(res)
}

func TestGo(t *testing.T) {
	var wg sync.WaitGroup
	a, b := 0, 0
	wg.Go(func() { a = 1 })
	wg.Go(func() { b = 2 })
	wg.Wait()
	t.Log(a + b)
}

func TestWaitOnZero(t *testing.T) {
	var wg sync.WaitGroup
	wg.Wait()
	wg.Add(0)
	wg.Wait()
	t.Log("passed")
}

func TestAddNegative(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(3)
	wg.Add(-2)
	go wg.Add(-1)
	wg.Wait()
	t.Log("zero")
}

func TestNegativeCounterPanics(t *testing.T) {
	try := func(f func()) (r any) {
		defer func() { r = recover() }()
		f()
		return "none"
	}
	var wg sync.WaitGroup
	t.Log(try(wg.Done))
	var other sync.WaitGroup
	other.Add(1)
	t.Log(try(func() { other.Add(-2) }))
	var fine sync.WaitGroup
	fine.Add(1)
	t.Log(try(fine.Done))
}

func TestReuse(t *testing.T) {
	var wg sync.WaitGroup
	n := 0
	for range 3 {
		wg.Add(1)
		go func() {
			n++
			wg.Done()
		}()
		wg.Wait()
	}
	t.Log(n)
}

func TestTwoWaiters(t *testing.T) {
	var wg, done sync.WaitGroup
	x := 0
	wg.Add(1)
	got := make([]int, 2)
	for i := range got {
		done.Go(func() {
			wg.Wait()
			got[i] = x
		})
	}
	x = 4
	wg.Done()
	done.Wait()
	t.Log(got)
}

func TestNestedGo(t *testing.T) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	n := 0
	add := func(d int) {
		mu.Lock()
		defer mu.Unlock()
		n += d
	}
	wg.Go(func() {
		wg.Go(func() { add(1) })
		add(10)
	})
	wg.Wait()
	t.Log(n)
}

func fill(wg *sync.WaitGroup, out *int, v int) {
	defer wg.Done()
	*out = v
}

func TestPassedByPointer(t *testing.T) {
	wg := new(sync.WaitGroup)
	var a, b int
	wg.Add(2)
	go fill(wg, &a, 1)
	go fill(wg, &b, 2)
	wg.Wait()
	t.Log(a, b)
}

type group struct {
	sync.WaitGroup
	errs chan error
}

func TestEmbedded(t *testing.T) {
	g := group{errs: make(chan error, 2)}
	g.Add(1)
	go func() { defer g.Done(); g.errs <- nil }()
	g.Go(func() { g.errs <- nil })
	g.Wait()
	close(g.errs)
	n := 0
	for err := range g.errs {
		if err == nil {
			n++
		}
	}
	t.Log(n)
}

func TestMethodValues(t *testing.T) {
	var wg sync.WaitGroup
	add, done, wait, start := wg.Add, wg.Done, wg.Wait, wg.Go
	x := 0
	add(1)
	go func() { defer done(); x++ }()
	wait()
	start(func() { x += 10 })
	(*sync.WaitGroup).Wait(&wg)
	t.Log(x)
}

func TestWaitClosesChannel(t *testing.T) {
	var wg sync.WaitGroup
	c := make(chan int)
	for i := range 2 {
		wg.Go(func() { c <- i + 1 })
	}
	go func() {
		wg.Wait()
		close(c)
	}()
	sum := 0
	for v := range c {
		sum += v
	}
	t.Log(sum)
}

func TestDoneBeforeRecover(t *testing.T) {
	var wg sync.WaitGroup
	var r any
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer func() { r = recover() }()
		panic("x")
	}()
	wg.Wait()
	t.Log(r)
}

func TestPhases(t *testing.T) {
	var ready, finish sync.WaitGroup
	start := make(chan struct{})
	res := [2]int{}
	ready.Add(2)
	finish.Add(2)
	for i := range 2 {
		go func() {
			defer finish.Done()
			ready.Done()
			<-start
			res[i]++
		}()
	}
	ready.Wait()
	before := res
	close(start)
	finish.Wait()
	t.Log(before, res)
}
