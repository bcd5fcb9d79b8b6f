package onces

import (
	"errors"
	"sync"
	"testing"
)

func try(f func()) (r any) {
	defer func() { r = recover() }()
	f()
	return "ok"
}

func TestOnceSequential(t *testing.T) {
	var once sync.Once
	n := 0
	for range 3 {
		once.Do(func() { n++ })
	}
	once.Do(func() { n += 100 })
	t.Log(n)
}

func TestOnceConcurrent(t *testing.T) {
	var once sync.Once
	var wg sync.WaitGroup
	n := 0
	seen := make([]int, 3)
	for i := range seen {
		wg.Go(func() {
			once.Do(func() { n++ })
			seen[i] = n
		})
	}
	wg.Wait()
	t.Log(n, seen)
}

func TestOncePanicCountsAsDone(t *testing.T) {
	var once sync.Once
	n := 0
	f := func() { n++; panic("first") }
	t.Log(try(func() { once.Do(f) }))
	t.Log(try(func() { once.Do(f) }))
	t.Log(n)
}

func TestOnceLaterCallersWait(t *testing.T) {
	var once sync.Once
	inside, proceed := make(chan struct{}), make(chan struct{})
	x := 0
	go once.Do(func() {
		close(inside)
		<-proceed
		x = 3
	})
	<-inside
	go close(proceed)
	once.Do(func() { x = 100 })
	t.Log(x)
}

type lazy struct {
	once sync.Once
	v    map[string]int
}

func (l *lazy) get(k string) int {
	l.once.Do(l.init)
	return l.v[k]
}

func (l *lazy) init() { l.v = map[string]int{"a": 1} }

func TestOnceInStruct(t *testing.T) {
	var l lazy
	c := make(chan int)
	go func() { c <- l.get("a") }()
	a := l.get("a")
	t.Log(a, <-c, l.get("b"))
}

type embedded struct{ sync.Once }

func TestOnceEmbedded(t *testing.T) {
	var e embedded
	do := e.Do
	do(func() { t.Log("once") })
	e.Do(func() { t.Log("twice") })
	(*sync.Once).Do(&e.Once, func() { t.Log("thrice") })
}

func TestOnceNested(t *testing.T) {
	var a, b sync.Once
	s := ""
	for range 2 {
		a.Do(func() {
			s += "a("
			b.Do(func() { s += "b" })
			s += ")"
		})
		b.Do(func() { s += "B" })
	}
	t.Log(s)
}

func TestOnceFunc(t *testing.T) {
	n := 0
	f := sync.OnceFunc(func() { n++ })
	var wg sync.WaitGroup
	wg.Go(f)
	wg.Go(f)
	f()
	wg.Wait()
	t.Log(n)
}

func TestOnceFuncPanicRepeats(t *testing.T) {
	n := 0
	f := sync.OnceFunc(func() { n++; panic("again") })
	t.Log(try(f), try(f), try(f))
	t.Log(n)
}

func TestOnceValue(t *testing.T) {
	n := 0
	f := sync.OnceValue(func() string { n++; return "v" })
	c := make(chan string)
	for range 2 {
		go func() { c <- f() }()
	}
	s := <-c + <-c
	t.Log(s, f(), n)
}

func TestOnceValuePanic(t *testing.T) {
	errBad := errors.New("bad")
	n := 0
	f := sync.OnceValue(func() int { n++; panic(errBad) })
	for range 2 {
		t.Log(try(func() { f() }) == any(errBad))
	}
	t.Log(n)
}

func TestOnceValues(t *testing.T) {
	n := 0
	f := sync.OnceValues(func() (int, error) { n++; return n, errors.New("e") })
	v, err := f()
	w, err2 := f()
	t.Log(v, w, err, err == err2, n)
	g := sync.OnceValues(func() (map[string]int, []string) { return map[string]int{"a": n}, nil })
	m, s := g()
	m["a"]++
	m, _ = g()
	t.Log(m, s == nil)
}

func TestOnceValuesPanic(t *testing.T) {
	f := sync.OnceValues(func() (a int, b string) {
		var p []int
		return p[a], b
	})
	r := try(func() { f() })
	s := try(func() { f() })
	t.Log(r)
	t.Log(s)
}

var pkgValue = sync.OnceValue(func() int { pkgCalls++; return 42 })
var pkgCalls int

func TestOncePackageVar(t *testing.T) {
	t.Log(pkgValue(), pkgValue())
	t.Log(pkgCalls)
}

func TestOncePerKey(t *testing.T) {
	var mu sync.Mutex
	onces := map[string]*sync.Once{}
	counts := map[string]int{}
	get := func(k string) *sync.Once {
		mu.Lock()
		defer mu.Unlock()
		if onces[k] == nil {
			onces[k] = new(sync.Once)
		}
		return onces[k]
	}
	var wg sync.WaitGroup
	for _, k := range []string{"a", "b", "a"} {
		wg.Go(func() {
			get(k).Do(func() {
				mu.Lock()
				defer mu.Unlock()
				counts[k]++
			})
		})
	}
	wg.Wait()
	t.Log(counts)
}
