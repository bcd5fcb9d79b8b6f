package pools

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"testing"
)

func TestPoolNew(t *testing.T) {
	p := sync.Pool{New: func() any { return "new" }}
	t.Log(p.Get())
	s := p.Get().(string)
	t.Log(len(s))
}

func TestPoolWithoutNew(t *testing.T) {
	var p sync.Pool
	t.Log(p.Get() == nil)
	p.Put(nil)
	t.Log(p.Get() == nil)
}

func TestPoolResetOnUse(t *testing.T) {
	p := &sync.Pool{New: func() any { return new([]byte) }}
	use := func(s string) string {
		b := p.Get().(*[]byte)
		defer p.Put(b)
		*b = append((*b)[:0], s...)
		return string(*b)
	}
	var wg sync.WaitGroup
	res := make([]string, 2)
	for i, s := range []string{"ab", "c"} {
		wg.Go(func() { res[i] = use(s) })
	}
	wg.Wait()
	t.Log(res, use("xyz"))
}

type typedPool[T any] struct{ sync.Pool }

func (p *typedPool[T]) get() *T {
	if v := p.Get(); v != nil {
		return v.(*T)
	}
	return new(T)
}

func TestPoolEmbeddedGeneric(t *testing.T) {
	var p typedPool[[2]int]
	a := p.get()
	a[1] = 5
	t.Log(*a)
	*a = [2]int{}
	p.Put(a)
	t.Log(*p.get())
}

func sorted[K cmp.Ordered, V any](m *sync.Map) (ks []K, vs []V) {
	all := map[K]V{}
	m.Range(func(k, v any) bool {
		all[k.(K)] = v.(V)
		return true
	})
	ks = slices.Sorted(maps.Keys(all))
	for _, k := range ks {
		vs = append(vs, all[k])
	}
	return
}

func TestMapStoreLoadDelete(t *testing.T) {
	var m sync.Map
	v, ok := m.Load("a")
	t.Log(v, ok)
	m.Store("a", 1)
	m.Store("a", 2)
	v, ok = m.Load("a")
	t.Log(v, ok)
	m.Delete("a")
	m.Delete("none")
	_, ok = m.Load("a")
	t.Log(ok)
}

func TestMapLoadOrStore(t *testing.T) {
	var m sync.Map
	v, loaded := m.LoadOrStore(1, "one")
	t.Log(v, loaded)
	v, loaded = m.LoadOrStore(1, "uno")
	t.Log(v, loaded)
	v, loaded = m.LoadOrStore(int64(1), "other type")
	t.Log(v, loaded)
}

func TestMapLoadAndDelete(t *testing.T) {
	var m sync.Map
	m.Store("k", nil)
	v, loaded := m.LoadAndDelete("k")
	t.Log(v, loaded)
	v, loaded = m.LoadAndDelete("k")
	t.Log(v, loaded)
}

func TestMapSwap(t *testing.T) {
	var m sync.Map
	prev, loaded := m.Swap("k", 1)
	t.Log(prev, loaded)
	prev, loaded = m.Swap("k", "two")
	t.Log(prev, loaded)
	t.Log(m.Load("k"))
}

func TestMapCompareAndSwap(t *testing.T) {
	var m sync.Map
	t.Log(m.CompareAndSwap("k", nil, 1))
	m.Store("k", 1)
	t.Log(m.CompareAndSwap("k", 2, 3), m.CompareAndSwap("k", 1, 3), m.CompareAndSwap("k", int64(3), 4))
	t.Log(m.Load("k"))
}

func TestMapCompareAndDelete(t *testing.T) {
	var m sync.Map
	m.Store("k", [2]int{1, 2})
	t.Log(m.CompareAndDelete("k", [2]int{1, 1}), m.CompareAndDelete("none", 0))
	t.Log(m.CompareAndDelete("k", [2]int{1, 2}))
	_, ok := m.Load("k")
	t.Log(ok)
}

func TestMapRangeAndClear(t *testing.T) {
	var m sync.Map
	for i, k := range []string{"c", "a", "b"} {
		m.Store(k, i)
	}
	t.Log(sorted[string, int](&m))
	n := 0
	m.Range(func(k, v any) bool { n++; return n < 2 })
	t.Log("stopped after", n)
	m.Clear()
	m.Range(func(k, v any) bool { t.Log("unreachable"); return true })
	m.Store("z", 1)
	t.Log(sorted[string, int](&m))
}

func TestMapRangeOverMethodValue(t *testing.T) {
	var m sync.Map
	m.Store(1, 10)
	m.Store(2, 20)
	sum := 0
	for k, v := range m.Range {
		sum += k.(int) * v.(int)
	}
	t.Log(sum)
	for k := range m.Range {
		if k != nil {
			m.Delete(k)
		}
	}
	for range m.Range {
		sum++
	}
	t.Log(sum)
}

func TestMapDeleteDuringRange(t *testing.T) {
	var m sync.Map
	for i := range 4 {
		m.Store(i, i*i)
	}
	m.Range(func(k, v any) bool {
		if k.(int)%2 == 0 {
			m.Delete(k)
		}
		return true
	})
	t.Log(sorted[int, int](&m))
}

func TestMapConcurrentStores(t *testing.T) {
	var m sync.Map
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			m.Store(i, "v")
			m.Store("shared", 1)
		})
	}
	wg.Wait()
	m.Delete("shared")
	t.Log(sorted[int, string](&m))
}

func TestMapLoadOrStoreOneWinner(t *testing.T) {
	var m sync.Map
	var wg sync.WaitGroup
	stored := make([]bool, 2)
	vals := make([]any, 2)
	for i := range 2 {
		wg.Go(func() {
			v, loaded := m.LoadOrStore("k", i)
			stored[i], vals[i] = !loaded, v
		})
	}
	wg.Wait()
	t.Log(stored[0] != stored[1], vals[0] == vals[1])
}

func TestMapCountsWithCompareAndSwap(t *testing.T) {
	var m sync.Map
	m.Store("n", 0)
	inc := func() {
		for {
			v, _ := m.Load("n")
			if m.CompareAndSwap("n", v, v.(int)+1) {
				return
			}
		}
	}
	var wg sync.WaitGroup
	wg.Go(inc)
	wg.Go(inc)
	wg.Wait()
	t.Log(m.Load("n"))
}

func TestMapLoadAndDeleteOneWinner(t *testing.T) {
	var m sync.Map
	m.Store("job", 7)
	c := make(chan int)
	for range 2 {
		go func() {
			v, ok := m.LoadAndDelete("job")
			if !ok {
				v = 0
			}
			c <- v.(int)
		}()
	}
	t.Log(<-c + <-c)
}

type registry struct {
	sync.Map
	name string
}

func TestMapEmbedded(t *testing.T) {
	r := &registry{name: "r"}
	store, load := r.Store, r.Load
	store(r.name, r.name+"!")
	t.Log(load("r"))
	(*sync.Map).Store(&r.Map, "q", nil)
	_, ok := r.Load("q")
	t.Log(ok)
}

func TestMapKeysOfManyTypes(t *testing.T) {
	var m sync.Map
	c := make(chan int)
	type key struct{ a, b int }
	p := new(int)
	for i, k := range []any{c, key{1, 2}, p, nil, 1.5, "s", [1]string{"x"}, true} {
		m.Store(k, i)
	}
	for _, k := range []any{c, key{1, 2}, p, nil, 1.5, "s", [1]string{"x"}, true, false, new(int)} {
		v, ok := m.Load(k)
		t.Log(v, ok)
	}
}
