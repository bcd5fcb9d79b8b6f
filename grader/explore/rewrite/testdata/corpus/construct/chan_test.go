package construct

import (
	"fmt"
	"sort"
	"testing"
	tm "time"
)

type Named chan int

type Elem struct{ n int }

func send[C ~chan E, E any](c C, e E) { c <- e }

func sendOnly[E any](c chan<- E, e E) int { c <- e; return len(c) + cap(c) }

func recv[C ~chan E | ~<-chan E, E any](c C) (E, bool) {
	e, ok := <-c
	return e, ok
}

func drain[C ~chan E, E any](c C) (es []E) {
	close(c)
	say(len(c))
	for e := range c {
		es = append(es, e)
	}
	return es
}

func choose[C ~chan E, E any](c, d C, e E) (r E) {
	select {
	case r = <-c:
	case d <- e:
		return e
	}
	return r
}

func keys[M ~map[K]V, K comparable, V any](m M) (n int) {
	for range m {
		n++
	}
	return n + len(m)
}

func TestChan(t *testing.T) {
	c := make(chan any, 3)
	c <- 1
	c <- nil
	c <- "x" + here()
	say(len(c), cap(c), <-c, <-c)
	v, ok := <-c
	say(v, ok)
	close(c)
	var w, ok2 = <-c
	say(w, ok2, here())
	if x, ok := <-c; !ok {
		say(x, here())
	}
	switch x := (<-c).(type) {
	case nil:
		say("nil", x)
	}
	n := make(Named, 2)
	n <- 1
	n <- 2
	close(n)
	for x := range n {
		say(x, here())
	}
	for range n {
		say("never")
	}
	e := make(chan *Elem, 2)
	send(e, &Elem{1})
	sendOnly(e, nil)
	got, _ := recv(e)
	say(got.n, len(drain(e)))
	d := make(chan []int, 1)
	say(choose(make(chan []int), d, []int{4}), keys(map[string]int{"a": 1, "b": 2}))
	ch := make(chan chan int, 1)
	inner := make(chan int, 1)
	ch <- inner
	inner <- 5
	say(<-<-ch)
	var a [2]int
	inner <- 7
	a[func() int { say("index"); return 1 }()] = <-inner
	say(a)
	i := 0
	arr := make(chan int, 3)
	arr <- 1
	arr <- 2
	close(arr)
	for a[i] = range arr {
		i++
		if i == 2 {
			i = 0
		}
	}
	say(a)
	func() {
		c := make(chan int)
		defer func() { _, ok := <-c; say("deferred", ok) }()
		defer close(c)
	}()
	func() {
		defer func() { say(recover()) }()
		close(arr)
	}()
	for q := make(chan int, 3); len(q) < 3; q <- 1 {
		say(len(q))
	}
	say(func() int {
		for range arr {
		}
		return len([]int{1})
	}())
	say(tm.Duration(0), <-func() chan string {
		c := make(chan string, 1)
		c <- "multi" + here()
		return c
	}()+here())
}

func TestRangeControl(t *testing.T) {
	c := make(chan int, 10)
	for i := range 10 {
		c <- i
	}
	close(c)
outer:
	for a := range c {
		if a == 1 {
			continue
		}
		for b := range c {
			if b == 3 {
				continue outer
			}
			if b == 6 {
				break outer
			}
			say(a, b)
		}
	}
	say(func() int {
		for x := range c {
			defer say("deferred", x)
			if x == 8 {
				return x
			}
		}
		return 0
	}())
	var fs []func() int
	for x := range map[int]int{1: 2} {
		fs = append(fs, func() int { return x })
	}
	say(fs[0]())
}

type table map[string]int

func TestMap(t *testing.T) {
	m := table{"a": 1, "b": 2, "c": 3}
	sum := 0
	var ks []string
	for k, v := range m {
		sum += v
		ks = append(ks, k)
		delete(m, k)
	}
	sort.Strings(ks)
	say(sum, ks, len(m))
	m["z"] = 26
	var k any
	var v int
	for k, v = range m {
		say(k, v)
	}
	for k = range m {
		say(k)
	}
	for _, v = range m {
		say(v)
	}
	for range m {
		say("once")
	}
	for k, v := range map[string][]int{"a": {1}} {
		v[0]++
		say(k, v)
	}
	clear(m)
	say(len(m))
	fmt.Print()
}
