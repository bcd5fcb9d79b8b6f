package construct

import (
	"bytes"
	"sync"
	"sync/atomic"
	"testing"
)

type counter struct {
	mu    sync.Mutex
	n     int
	f     float64
	hits  atomic.Int64
	name  string
	items []int
	byKey map[string]int
	sub   struct{ a, b int }
	next  *counter
	ch    chan int
	fn    func(int) int
	buf   bytes.Buffer
	arr   [3]int
	any   any
}

type myInt int8

var (
	total  int
	small  myInt = 100
	lookup       = map[string]int{"a": 1}
	counts       = map[string]int{}
	fixed        = []int{1, 2, 3}
	text   string
)

func get() int { total++; return total }

func (c *counter) add() *counter {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n++
	c.n += 2
	c.f += 1
	c.f *= 1.5
	c.name += "x"
	c.items = append(c.items, c.n)
	c.items[0]++
	c.items[len(c.items)-1] += get()
	c.byKey["k"]++
	c.byKey["k"] += c.n
	c.byKey["l"] = c.byKey["k"] + get()
	c.sub.a, c.sub.b = c.sub.b+1, c.sub.a+1
	c.sub.a <<= 2
	c.sub.b &^= 1
	c.hits.Add(1)
	c.buf.WriteString(c.name)
	c.arr[1]++
	c.arr[c.arr[1]%3] += 3
	c.any = c.n
	c.any = nil
	return c
}

func TestMemory(t *testing.T) {
	c := &counter{byKey: map[string]int{}, ch: make(chan int, 1)}
	c.next = &counter{byKey: map[string]int{}}
	c.add().add()
	c.next.add()
	c.fn = func(n int) int { return n + c.n }
	c.ch <- c.fn(1)
	c.n = <-c.ch
	c.next, c.n = c, get()
	say(c.n, c.f, c.name, c.items, c.byKey, c.sub, c.hits.Load(), c.buf.String(), c.arr, c.any, len(c.byKey))
	if v, ok := c.byKey["k"]; ok {
		say(v)
	}
	delete(c.byKey, "k")
	for k, v := range c.byKey {
		say(k, v)
	}
	x, y, s := 1, 2.5, "s"
	var u uint8 = 250
	var arr [3]int
	var st struct{ a, b int }
	var err error
	func() {
		go func() {}()
		defer func() { say(recover()) }()
	}()
	f := func() {
		x++
		x = x * 2
		x, y = int(y), float64(x)
		y /= 4
		s += "t"
		u += 10
		u <<= 1
		arr[x%3] = x
		arr[1]--
		st.a = x
		st.b += st.a
		st = struct{ a, b int }{st.b, st.a}
		_, err = both2()
		x = get() + x
		x += get()
		s = s[1:] + string(s[0])
	}
	for range 3 {
		f()
	}
	say(x, y, s, u, arr, st, err, arr[:2], len(arr), small, lookup["a"], fixed[1])
	small += 27
	small <<= 1
	small++
	total, text = 5, text+"a"
	text += "b"
	counts["a"]++
	counts["b"] = len(counts)
	clear(lookup)
	say(small, total, text, counts, lookup)
	p := &x
	*p = 3
	*p++
	*p += *p
	pp := &p
	**pp -= 1
	say(x, *p, **pp)
	i := 0
	idx := func() int { i++; return i }
	sl := make([]int, 5)
	sl[idx()] += 5
	sl[idx()] = idx()
	func() { sl[i] = i }()
	say(sl, i)
	for i = 0; i < 3; i++ {
		sl[i]++
	}
	if i = 4; i > 3 {
		say(i)
	}
	var flag Flag
	func() { flag = x == i }()
	func() { flag = Flag(true) && x > idx() }()
	say(flag)
	var sh int64
	func() { sh = 1 << i; sh |= 1 << idx() }()
	say(sh)
	var gen box[string]
	set := func() { gen.v = "g"; gen.set(gen.v + "h") }
	set()
	say(gen.v, gen)
	var q *counter
	func() {
		defer func() { say("nil", recover() != nil) }()
		q.n = get()
	}()
	say(total)
	lit := counter{n: x, name: s, byKey: map[string]int{s: x}}
	say(lit.n, lit.name, lit.byKey)
	switch v := c.any.(type) {
	case int:
		say(v)
	default:
		say("any", v)
	}
	arrp := &arr
	arrp[0] = 9
	for i, v := range arrp {
		arrp[i] += v
	}
	for arrp[0] = range 2 {
	}
	say(arr, arrp[0], (*arrp)[1])
	ints := []*int{&x}
	*ints[0] += 10
	say(x, func() (n int) { defer func() { n++ }(); n = 4; return n }())
}

type box[T any] struct{ v T }

func (b *box[T]) set(v T) { b.v = v }

func both2() (int, error) { return 1, nil }
