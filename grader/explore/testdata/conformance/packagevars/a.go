// Package packagevars has package-level state of every kind.
package packagevars

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// Dependency order: c needs b of this file, b needs a of the other, log records.
var (
	depC = note("c", depB+1)
	depB = note("b", depA*10)
)

var order []string

func note(name string, v int) int {
	order = append(order, fmt.Sprint(name, v))
	return v
}

var _ = note("blank", 0)

var (
	left, right  = pair()
	first, _     = pair()
	value, found = table["k"]
	got, open    = <-seeded
	num, isNum   = boxed.(int)
)

func pair() (int, string) { return 7, "seven" }

var (
	table        = map[string]int{"k": 5}
	seeded       = seed(11, 12)
	boxed    any = 3
	mu       sync.Mutex
	rw       = new(sync.RWMutex)
	once     sync.Once
	wg       sync.WaitGroup
	hits     atomic.Int64
	counter  int
	unset    chan int
	errFixed = errors.New("fixed")
	fn       = func(x int) int { return x + counter }
	arr      [4]int
	grid     [2][3]int
	ptr      = &arr[1]
	list     = []string{"x"}
	rec      record
	recs     = map[string]*record{"a": {n: 1}, "b": {n: 2, inner: inner{k: 3}}}
	local    = func() (s string) {
		for i := range 3 {
			s += fmt.Sprint(i)
		}
		return
	}()
)

type inner struct {
	k    int
	tags []string
}

type record struct {
	inner
	n    int `col:"n" custom:"counter"`
	next *record
}

func (r *record) bump(d int) int { r.n += d; return r.n }
func (r record) twice() int      { return r.n * 2 }

func seed(vs ...int) chan int {
	c := make(chan int, len(vs))
	for _, v := range vs {
		c <- v
	}
	return c
}

// Constants that come from package variables without evaluating them.
const (
	arrLen  = len(arr)
	gridLen = len(grid[0])
	ptrCap  = cap(&arr2)
)

var arr2 [arrLen + gridLen]byte

const (
	kindA kind = iota + 1
	kindB
	_
	kindD
)

type kind uint8

func (k kind) String() string { return [...]string{kindA: "A", kindB: "B", kindD: "D"}[k] }

func init() { order = append(order, "init a1") }

func init() { order = append(order, "init a2"); initOnce("a") }

func initOnce(s string) { once.Do(func() { list = append(list, "init by "+s) }) }

var handlers = map[string]func(int) int{
	"double": double,
	"fn":     func(x int) int { return fn(x) },
}

func double(x int) int { return x * 2 }

// generic package-level values
var intBox = newBox(4)

type box[T any] struct {
	mu sync.Mutex
	v  T
}

func newBox[T any](v T) *box[T] { return &box[T]{v: v} }

func (b *box[T]) swap(v T) T {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.v, v = v, b.v
	return v
}
