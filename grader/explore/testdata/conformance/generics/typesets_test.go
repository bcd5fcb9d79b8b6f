package generics

import (
	"fmt"
	"testing"
)

// What can be done with types that have little in common: len, close, delete, clear.
type chOr interface{ ~chan int | ~[]int }
type sent interface{ ~chan int | ~chan<- int }

func length[C ~[]int | ~chan int](c C) int               { return len(c) }
func length2[C chOr](c C) int                            { return len(c) }
func length3[C sent](c C) int                            { return len(c) }
func length4[C ~string | *[3]int | ~chan int](c C) int   { return len(c) }
func shut[C ~chan int | ~chan string | chan<- bool](c C) { close(c) }
func goshut[C ~chan int | ~chan string](c C)             { go close(c) }

func drop[M ~map[string]int | ~map[string]bool](m M) { delete(m, "a"); delete(m, "z") }
func wipe[C ~map[int]int | ~[]int](c C)              { clear(c) }

type inter interface {
	~chan int | ~map[int]int | ~[]int
	~map[int]int
}
type named map[int]int
type inter2 interface {
	inter
	string | named
}

func rng[M inter](m M) (n int) {
	for k, v := range m {
		n += k + v
		m[k]++
	}
	return n + len(m)
}
func rng2[M inter2](m M) (n int) {
	for k, v := range m {
		n += k + v
		m[k]++
	}
	return n + len(m)
}

type sl interface {
	~[]int | ~map[int]int
	~[]int
	fmt.Stringer
}
type strs []int

func (s strs) String() string { return fmt.Sprint([]int(s)) }

func rng3[M sl](m M) (n int) {
	for _, v := range m {
		n += v
	}
	m[0]++
	return n + len(m)
}
func arr[S ~[]int | ~[2]int](s *S) int {
	x := *s
	i := 0
	f := func() { x[i]++; i++; x = *s; x[i]++ }
	f()
	return x[i] + x[0]
}

func recovered(f func()) (r any) {
	defer func() { r = recover() }()
	f()
	return nil
}

func TestLenOfTypeSets(t *testing.T) {
	c := make(chan int, 3)
	t.Log(length(c), length2(c))
	c <- 1
	c <- 2
	t.Log(length(c), length2(c), length3(c), length3((chan<- int)(c)), length4(c), length(chan int(nil)))
	t.Log(<-c, <-c)
	t.Log(length([]int{1}), length2([]int{1, 2, 3}), length4("abc"), length4(&[3]int{}), length4((*[3]int)(nil)))
}

func TestCloseOfTypeSets(t *testing.T) {
	c := make(chan int, 3)
	c <- 1
	shut(c)
	t.Log(<-c, <-c)
	b := make(chan bool, 2)
	shut((chan<- bool)(b))
	_, ok := <-b
	t.Log(ok)
	s := make(chan string, 2)
	goshut(s)
	_, ok = <-s
	t.Log(ok)
	t.Log(recovered(func() { shut(chan int(nil)) }), recovered(func() { shut(c) }), recovered(func() { s <- "x" }))
}

func TestMapsOfTypeSets(t *testing.T) {
	m := map[string]int{"a": 1, "b": 2}
	drop(m)
	wipe([]int{1})
	w := map[int]int{1: 1}
	wipe(w)
	t.Log(m, w)
}

func TestRangeOfTypeSets(t *testing.T) {
	t.Log(rng(map[int]int{1: 2, 3: 4}), rng2(named{1: 2, 3: 4}), rng3(strs{1, 2}))
}

func TestArraysOfTypeSets(t *testing.T) {
	t.Log(arr(&[]int{1, 2}), arr(&[2]int{1, 2}))
}
