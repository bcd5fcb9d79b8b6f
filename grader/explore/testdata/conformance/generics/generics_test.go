package generics

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
)

type ints chan int

func TestDrainNamedChannelType(t *testing.T) {
	c := make(ints, 3)
	c <- 1
	c <- 2
	close(c)
	t.Log(Drain(c))
	d := make(chan string)
	go Fill(d, "a", "b")
	t.Log(Drain(d))
}

func TestDirectionalConstraints(t *testing.T) {
	type ro <-chan float64
	c := make(chan float64)
	go Fill(c, 1, 2.5)
	t.Log(DrainRO(ro(c)))
	var r <-chan float64 = c
	t.Log(DrainRO[<-chan float64](r) == nil)
}

func TestUnionOfChannelTypes(t *testing.T) {
	c := make(chan int, 1)
	c <- 4
	v, ok := Recv(c)
	t.Log(v, ok)
	v, ok = Recv((<-chan int)(c))
	t.Log(v, ok)
	close(c)
	s, ok := Recv[chan int, int](c)
	t.Log(s, ok)
}

func TestGenericSelect(t *testing.T) {
	a, b := make(chan int, 1), make(chan string, 1)
	log := func(x any) { t.Logf("%T %v", x, x) }
	fa, fb := func(v int) { log(v) }, func(v string) { log(v) }
	a <- 1
	Either(a, b, fa, fb)
	b <- "s"
	Either(a, b, fa, fb)
	Either(nil, func() <-chan string { close(b); return b }(), fa, fb)
}

func TestGuardedValue(t *testing.T) {
	var g Guarded[map[string]int]
	g.With(func(m *map[string]int) { *m = map[string]int{} })
	var wg sync.WaitGroup
	for _, k := range []string{"a", "b", "a"} {
		wg.Go(func() { g.With(func(m *map[string]int) { (*m)[k]++ }) })
	}
	wg.Wait()
	t.Log(g.Load())
}

func TestEmbeddedLockCache(t *testing.T) {
	var c Cache[int, string]
	var calls atomic.Int32
	var wg sync.WaitGroup
	res := make([]string, 2)
	for i := range res {
		wg.Go(func() {
			res[i] = c.Get(7, func(k int) string { calls.Add(1); return strconv.Itoa(k * 2) })
		})
	}
	wg.Wait()
	t.Log(res, calls.Load())
}

func TestQueueMethodChain(t *testing.T) {
	q := make(Queue[rune], 3)
	q.Push('a').Push('b')
	close(q)
	for range 3 {
		v, ok := q.Pop()
		t.Log(string(v) == "\x00", ok)
	}
	pop := q.Pop
	_, ok := pop()
	t.Log(ok, len(q), cap(q))
	push := Queue[int].Push
	n := make(Queue[int], 1)
	t.Log(<-push(n, 5))
}

func TestFuture(t *testing.T) {
	f := Async(func() (int, error) { return 6, nil })
	g := Async(func() (string, error) { return "", errors.New("no") })
	v, err := f.Await()
	t.Log(v, err)
	s, err := g.Await()
	t.Logf("%q %v", s, err)
	v, err = f.Await()
	t.Log(v, err)
}

func TestParallelMap(t *testing.T) {
	type names []string
	t.Log(Map(names{"a", "bb"}, func(s string) int { return len(s) }))
	t.Log(Map([]int{1, 2}, strconv.Itoa))
}

type meters float64

func TestNumberConstraint(t *testing.T) {
	c := make(chan meters)
	go func() { c <- 1.5 }()
	go func() { c <- 2 }()
	t.Logf("%T %v", Sum(c, 0), Sum(c, 2))
	i := make(chan int, 2)
	i <- 1
	i <- 2
	t.Log(Sum[int](i, 2))
}

func TestOrderedConstraint(t *testing.T) {
	s := make(chan string)
	go Fill(s, "x", "z", "y")
	t.Log(Max(s))
	n := make(chan int8)
	go Fill(n, -3, -1, -2)
	t.Log(Max(n))
}

func TestLockerConstraint(t *testing.T) {
	var mu sync.Mutex
	var rw sync.RWMutex
	t.Log(Locked(&mu, func() int { return 1 }))
	t.Log(Locked(&rw, func() string { return "w" }))
	t.Log(Locked(rw.RLocker(), func() []int { return []int{3} }))
	t.Log(mu.TryLock(), rw.TryLock())
	mu.Unlock()
	rw.Unlock()
}

func TestGenericStack(t *testing.T) {
	var s Stack[int]
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() { s.Push(i + 1) })
	}
	wg.Wait()
	a, ok1 := s.Pop()
	b, ok2 := s.Pop()
	_, ok3 := s.Pop()
	t.Log(a+b, ok1, ok2, ok3)
}

func TestInstantiationInGoStatement(t *testing.T) {
	c := make(chan int)
	go Fill[chan<- int, int](c, 1, 2)
	t.Log(Drain[chan int](c))
	var g Guarded[int]
	done := make(chan struct{})
	go func() { defer close(done); g.With(func(p *int) { *p += 3 }) }()
	<-done
	t.Log(g.Load())
	q := make(Queue[string], 1)
	go q.Push("m")
	t.Log(<-q)
	go Queue[string].Push(q, "e")
	t.Log(<-q)
}

func TestGenericLocalClosure(t *testing.T) {
	t.Log(collect(func(out chan<- string) { out <- "a"; out <- "b" }))
	t.Log(collect(func(out chan<- [2]int) { out <- [2]int{1, 2} }))
}

func collect[T any](f func(chan<- T)) []T {
	c := make(chan T)
	go func() {
		defer close(c)
		f(c)
	}()
	return slices.Collect(func(yield func(T) bool) {
		for v := range c {
			if !yield(v) {
				return
			}
		}
	})
}

type event[T fmt.Stringer] struct {
	payload T
	ack     chan<- error
}

type word string

func (w word) String() string { return "<" + string(w) + ">" }

func TestGenericStructWithChannelField(t *testing.T) {
	events := make(chan event[word])
	ack := make(chan error)
	go func() {
		for e := range events {
			e.ack <- fmt.Errorf("seen %s", e.payload)
		}
	}()
	for _, w := range []word{"p", "q"} {
		events <- event[word]{w, ack}
		t.Log(<-ack)
	}
	close(events)
}

type pubsub[K comparable, T any] struct {
	mu   sync.Mutex
	subs map[K][]chan T
}

func (p *pubsub[K, T]) subscribe(k K) <-chan T {
	c := make(chan T, 1)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.subs == nil {
		p.subs = map[K][]chan T{}
	}
	p.subs[k] = append(p.subs[k], c)
	return c
}

func (p *pubsub[K, T]) publish(k K, v T) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.subs[k] {
		select {
		case c <- v:
			n++
		default:
		}
	}
	return
}

func TestGenericPubSub(t *testing.T) {
	var p pubsub[string, int]
	a, b := p.subscribe("x"), p.subscribe("x")
	t.Log(p.publish("y", 0), p.publish("x", 1), p.publish("x", 2))
	t.Log(<-a, <-b, p.publish("x", 3), <-a+<-b)
}

type alias[T any] = chan []T

func TestGenericAlias(t *testing.T) {
	var c alias[int] = make(alias[int], 1)
	c <- []int{1}
	t.Log(<-c)
	var d chan []int = c
	t.Log(d == c, len(c))
}

type cloner[T any] interface {
	*T
	set(int)
	get() int
}

type cell struct {
	mu sync.Mutex
	n  int
}

func (c *cell) set(n int) { c.mu.Lock(); c.n = n; c.mu.Unlock() }
func (c *cell) get() int  { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

func fresh[T any, P cloner[T]](n int) P {
	p := P(new(T))
	done := make(chan struct{})
	go func() { p.set(n); close(done) }()
	<-done
	return p
}

func TestPointerMethodConstraint(t *testing.T) {
	t.Log(fresh[cell](12).get())
}
