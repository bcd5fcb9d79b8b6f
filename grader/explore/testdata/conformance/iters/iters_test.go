package iters

import (
	"iter"
	"maps"
	"slices"
	"sync"
	"testing"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func chars(s string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i, r := range s {
			if !yield(i, string(r)) {
				return
			}
		}
	}
}

func TestRangeOverFunc(t *testing.T) {
	for v := range count(3) {
		t.Log(v)
	}
	for i, s := range chars("aß") {
		t.Log(i, s)
	}
	n := 0
	for range count(4) {
		n++
	}
	for range func(yield func() bool) { _ = yield() && yield() } {
		n += 10
	}
	t.Log(n)
}

func TestRangeOverFuncControlFlow(t *testing.T) {
	find := func(want int) (at int) {
		defer func() { at *= 10 }()
		for v := range count(10) {
			if v == want {
				return v
			}
		}
		return -1
	}
	t.Log(find(4), find(11))
outer:
	for i := range count(4) {
		for j := range count(4) {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			t.Log(i, j)
		}
	}
}

func TestRangeOverFuncDefer(t *testing.T) {
	func() {
		for v := range count(2) {
			defer t.Log("deferred", v)
		}
		t.Log("end of function")
	}()
}

func TestRangeOverFuncGoto(t *testing.T) {
	for v := range count(5) {
		if v == 1 {
			goto done
		}
		t.Log(v)
	}
done:
	t.Log("done")
}

func TestRangeOverInt(t *testing.T) {
	n := 3
	for i := range n {
		n = 10
		t.Log(i)
	}
	for i := range uint8(2) {
		t.Logf("%T %d", i, i)
	}
	const c = 2
	for i := range c {
		t.Logf("%T", i)
	}
	for range -1 {
		t.Log("unreachable")
	}
	var x int64
	for x = range 3 {
	}
	t.Log(x)
}

func TestPull(t *testing.T) {
	next, stop := iter.Pull(count(2))
	defer stop()
	for range 4 {
		v, ok := next()
		t.Log(v, ok)
	}
}

func TestPullStopEarly(t *testing.T) {
	cleaned := false
	next, stop := iter.Pull(func(yield func(string) bool) {
		defer func() { cleaned = true }()
		for yield("again") {
		}
	})
	v, ok := next()
	t.Log(v, ok, cleaned)
	stop()
	stop()
	v, ok = next()
	t.Logf("%q %v %v", v, ok, cleaned)
}

func TestPullStopBeforeStart(t *testing.T) {
	started := false
	next, stop := iter.Pull(func(yield func(int) bool) { started = true })
	stop()
	_, ok := next()
	t.Log(ok, started)
}

func TestPull2(t *testing.T) {
	next, stop := iter.Pull2(chars("xyz"))
	i, s, ok := next()
	t.Log(i, s, ok)
	i, s, ok = next()
	t.Log(i, s, ok)
	stop()
	i, s, ok = next()
	t.Logf("%d %q %v", i, s, ok)
}

func TestPullPanicPropagates(t *testing.T) {
	next, stop := iter.Pull(func(yield func(int) bool) {
		yield(1)
		panic("inside")
	})
	defer stop()
	t.Log(next())
	func() {
		defer func() { t.Log(recover()) }()
		next()
	}()
	t.Log(next())
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		nextA, stopA := iter.Pull(a)
		defer stopA()
		nextB, stopB := iter.Pull(b)
		defer stopB()
		for {
			x, okA := nextA()
			y, okB := nextB()
			if !okA || !okB || !yield(x, y) {
				return
			}
		}
	}
}

func TestZipOfPulls(t *testing.T) {
	for i, s := range zip(count(9), slices.Values([]string{"a", "b", "c"})) {
		if s == "c" {
			break
		}
		t.Log(i, s)
	}
}

func fromChan[T any](c <-chan T) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range c {
			if !yield(v) {
				return
			}
		}
	}
}

func TestIterateOverChannel(t *testing.T) {
	c := make(chan int)
	go func() {
		defer close(c)
		for v := range count(3) {
			c <- v * v
		}
	}()
	t.Log(slices.Collect(fromChan(c)))
}

func generate[T any](seq iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		c, quit := make(chan T), make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			defer close(c)
			for v := range seq {
				select {
				case c <- v:
				case <-quit:
					return
				}
			}
		})
		defer wg.Wait()
		defer close(quit)
		for v := range c {
			if !yield(v) {
				return
			}
		}
	}
}

func TestGoroutineBehindIterator(t *testing.T) {
	for v := range generate(count(10)) {
		if v == 2 {
			break
		}
		t.Log(v)
	}
	t.Log(slices.Collect(generate(count(2))))
}

func TestPullFromGoroutineBackedIterator(t *testing.T) {
	next, stop := iter.Pull(generate(count(5)))
	a, _ := next()
	b, _ := next()
	stop()
	t.Log(a, b)
}

func TestPullAcrossGoroutines(t *testing.T) {
	next, stop := iter.Pull(count(3))
	defer stop()
	c := make(chan int)
	v, _ := next()
	go func() {
		w, _ := next()
		c <- w
	}()
	w := <-c
	x, ok := next()
	t.Log(v, w, x, ok)
}

func TestPullUnderMutex(t *testing.T) {
	next, stop := iter.Pull(count(4))
	defer stop()
	var mu sync.Mutex
	var wg sync.WaitGroup
	sum := 0
	for range 2 {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				v, _ := next()
				sum += v
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	t.Log(sum)
}

func TestChannelOperationsInsideYield(t *testing.T) {
	in, out := make(chan int), make(chan int)
	seq := func(yield func(int) bool) {
		for {
			v, ok := <-in
			if !ok || !yield(v) {
				return
			}
		}
	}
	go func() {
		for v := range seq {
			out <- v + 1
		}
		close(out)
	}()
	for i := range 2 {
		in <- i
		t.Log(<-out)
	}
	close(in)
	_, ok := <-out
	t.Log(ok)
}

func TestGoInsideRangeOverFunc(t *testing.T) {
	c := make(chan int)
	for v := range count(3) {
		go func() { c <- v }()
	}
	t.Log(<-c + <-c + <-c)
}

func TestStandardIterators(t *testing.T) {
	m := map[string]int{"b": 2, "a": 1}
	for k, v := range maps.All(m) {
		m[k] = v * 10
	}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		t.Log(k, m[k])
	}
	for i, v := range slices.Backward([]int{5, 6}) {
		t.Log(i, v)
	}
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) All() iter.Seq[int] {
	return func(yield func(int) bool) { t.push(yield) }
}

func (t *tree) push(yield func(int) bool) bool {
	return t == nil || t.l.push(yield) && yield(t.v) && t.r.push(yield)
}

func TestRecursiveIteratorAndMethodValue(t *testing.T) {
	tr := &tree{&tree{nil, nil, 1}, &tree{&tree{v: 3}, nil, 4}, 2}
	for v := range tr.All() {
		if v == 4 {
			break
		}
		t.Log(v)
	}
	next, stop := iter.Pull(tr.All())
	defer stop()
	v, _ := next()
	t.Log(v)
	walk := tr.push
	_ = walk(func(v int) bool { t.Log("walk", v); return v < 2 })
}

func TestIteratorVariablesPerIteration(t *testing.T) {
	var fs []func() int
	for v := range count(2) {
		fs = append(fs, func() int { v++; return v })
	}
	t.Log(fs[0](), fs[0](), fs[1]())
	var v int
	for v = range count(3) {
	}
	t.Log(v)
}
