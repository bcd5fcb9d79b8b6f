package mutexes

import (
	"sync"
	"testing"
)

func TestMutexCounter(t *testing.T) {
	var mu sync.Mutex
	n := 0
	done := make(chan struct{})
	for range 2 {
		go func() {
			mu.Lock()
			n++
			mu.Unlock()
			done <- struct{}{}
		}()
	}
	<-done
	<-done
	t.Log(n)
}

func TestDeferUnlock(t *testing.T) {
	var mu sync.Mutex
	n := 0
	add := func(d int) int {
		mu.Lock()
		defer mu.Unlock()
		n += d
		return n
	}
	done := make(chan bool)
	go func() { add(1); close(done) }()
	add(2)
	<-done
	t.Log(add(0))
}

func TestTryLock(t *testing.T) {
	var mu sync.Mutex
	t.Log(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	t.Log(mu.TryLock())
	mu.Unlock()
	mu.Lock()
	res := make(chan bool)
	go func() { res <- mu.TryLock() }()
	t.Log(<-res)
	mu.Unlock()
}

func TestTryLockIfElse(t *testing.T) {
	var mu sync.Mutex
	for i := range 2 {
		if mu.TryLock() {
			t.Log("locked", i)
			continue
		} else {
			t.Log("busy", i)
		}
		mu.Unlock()
	}
	t.Log(mu.TryLock())
}

func TestRWMutexReadersShare(t *testing.T) {
	var mu sync.RWMutex
	a, b := make(chan int), make(chan int)
	go func() {
		mu.RLock()
		defer mu.RUnlock()
		a <- 1
		b <- <-a
	}()
	mu.RLock()
	v := <-a
	a <- v + 1
	t.Log(<-b)
	mu.RUnlock()
	mu.Lock()
	t.Log("writer")
	mu.Unlock()
}

func TestRWMutexTry(t *testing.T) {
	var mu sync.RWMutex
	t.Log(mu.TryRLock(), mu.TryRLock(), mu.TryLock())
	mu.RUnlock()
	t.Log(mu.TryLock())
	mu.RUnlock()
	t.Log(mu.TryLock(), mu.TryRLock(), mu.TryLock())
	mu.Unlock()
	t.Log(mu.TryRLock())
	mu.RUnlock()
}

func TestRWMutexWritersExclude(t *testing.T) {
	var mu sync.RWMutex
	x, y := 0, 0
	var wg sync.WaitGroup
	wg.Go(func() {
		mu.Lock()
		defer mu.Unlock()
		x++
		y++
	})
	equal := false
	wg.Go(func() {
		mu.RLock()
		defer mu.RUnlock()
		equal = x == y
	})
	wg.Wait()
	t.Log(x, y, equal)
}

func TestRLocker(t *testing.T) {
	var mu sync.RWMutex
	l := mu.RLocker()
	l.Lock()
	t.Log(mu.TryRLock(), mu.TryLock())
	mu.RUnlock()
	l.Unlock()
	t.Log(mu.TryLock())
	var locker sync.Locker = &mu
	locker.Unlock()
	locker.Lock()
	t.Log(mu.TryRLock())
	locker.Unlock()
}

type embedded struct {
	sync.Mutex
	n int
}

func (e *embedded) inc() {
	e.Lock()
	defer e.Unlock()
	e.n++
}

func TestEmbeddedMutex(t *testing.T) {
	e := embedded{n: 4}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(e.inc)
	}
	wg.Wait()
	t.Log(e.n, e.TryLock(), e.Mutex.TryLock())
	e.Unlock()
}

type embeddedPointer struct {
	*sync.RWMutex
	m map[string]int
}

func TestEmbeddedPointerRWMutex(t *testing.T) {
	e := embeddedPointer{new(sync.RWMutex), map[string]int{}}
	f := e
	f.Lock()
	t.Log(e.TryLock(), e.TryRLock())
	f.Unlock()
	e.RLock()
	t.Log(f.TryRLock(), f.TryLock(), f.m["x"])
	f.RUnlock()
	e.RUnlock()
}

type deep struct{ mid }
type mid struct{ embedded }

func TestPromotedTwice(t *testing.T) {
	var d deep
	d.inc()
	d.Lock()
	d.n += 10
	d.Unlock()
	p := &d
	p.mid.Lock()
	p.mid.embedded.Mutex.Unlock()
	p.inc()
	t.Log(d.n)
}

func TestMethodValues(t *testing.T) {
	var mu sync.Mutex
	lock, unlock, try := mu.Lock, mu.Unlock, mu.TryLock
	lock()
	t.Log(try())
	unlock()
	t.Log(try())
	(*sync.Mutex).Unlock(&mu)
	expr := (*sync.Mutex).TryLock
	t.Log(expr(&mu))
	func() { defer unlock() }()
	t.Log(mu.TryLock())
}

func withLock(l sync.Locker, f func()) {
	l.Lock()
	defer l.Unlock()
	f()
}

func TestLockerInterface(t *testing.T) {
	var mu sync.Mutex
	var rw sync.RWMutex
	e := &embedded{}
	n := 0
	for _, l := range []sync.Locker{&mu, &rw, rw.RLocker(), e} {
		withLock(l, func() { n++ })
	}
	var l sync.Locker = e
	_, isMutex := l.(*sync.Mutex)
	_, isEmbedded := l.(*embedded)
	t.Log(n, isMutex, isEmbedded)
}

type myLock struct{ c chan struct{} }

func (l myLock) Lock()   { l.c <- struct{}{} }
func (l myLock) Unlock() { <-l.c }

func TestCustomLocker(t *testing.T) {
	l := myLock{make(chan struct{}, 1)}
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { withLock(l, func() { n++ }) })
	}
	wg.Wait()
	t.Log(n)
}

type account struct {
	mu      sync.Mutex
	balance int
}

func clone[T any](p *T) T { return *p }

func TestCopyBeforeUse(t *testing.T) {
	a := account{balance: 10}
	b := clone(&a)
	b.mu.Lock()
	t.Log(a.mu.TryLock(), b.mu.TryLock(), b.balance)
	a.mu.Unlock()
	b.mu.Unlock()
	c := clone(&account{balance: 3})
	c.mu.Lock()
	c.balance++
	c.mu.Unlock()
	t.Log(c.balance)
}

func TestMutexesInContainers(t *testing.T) {
	var arr [2]sync.Mutex
	sl := make([]sync.RWMutex, 2)
	m := map[string]*sync.Mutex{"a": {}, "b": new(sync.Mutex)}
	arr[1].Lock()
	sl[0].RLock()
	m["a"].Lock()
	t.Log(arr[0].TryLock(), arr[1].TryLock())
	t.Log(sl[0].TryLock(), sl[1].TryLock())
	t.Log(m["a"].TryLock(), m["b"].TryLock())
	for i := range arr {
		arr[i].Unlock()
	}
	sl[0].RUnlock()
	m["b"].Unlock()
	accounts := []account{{balance: 1}, {balance: 2}}
	for i := range accounts {
		a := &accounts[i]
		a.mu.Lock()
		a.balance *= 10
		a.mu.Unlock()
	}
	t.Log(accounts[0].balance, accounts[1].balance)
}

func TestTransferInLockOrder(t *testing.T) {
	a, b := &account{balance: 10}, &account{balance: 20}
	transfer := func(from, to *account, n int) {
		a.mu.Lock()
		defer a.mu.Unlock()
		b.mu.Lock()
		defer b.mu.Unlock()
		from.balance -= n
		to.balance += n
	}
	var wg sync.WaitGroup
	wg.Go(func() { transfer(a, b, 5) })
	wg.Go(func() { transfer(b, a, 7) })
	wg.Wait()
	t.Log(a.balance, b.balance)
}

func TestUnlockByOtherGoroutine(t *testing.T) {
	var mu sync.Mutex
	x := 0
	mu.Lock()
	go func() {
		x = 5
		mu.Unlock()
	}()
	mu.Lock()
	t.Log(x)
	mu.Unlock()
}

func TestPanicReleasesDeferredLock(t *testing.T) {
	var mu sync.Mutex
	f := func() (r any) {
		defer func() { r = recover() }()
		mu.Lock()
		defer mu.Unlock()
		panic("inside")
	}
	t.Log(f(), mu.TryLock())
}

func TestAnonymousStructWithMutex(t *testing.T) {
	var state struct {
		sync.Mutex
		m map[string]int
	}
	state.m = map[string]int{}
	var wg sync.WaitGroup
	for _, k := range []string{"x", "x", "y"} {
		wg.Go(func() {
			state.Lock()
			defer state.Unlock()
			state.m[k]++
		})
	}
	wg.Wait()
	t.Log(state.m)
}

func TestLockHeldAcrossChannel(t *testing.T) {
	var mu sync.Mutex
	c := make(chan int)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		c <- 1
		c <- 2
	}()
	a := <-c
	locked := mu.TryLock()
	t.Log(a, locked, <-c)
	mu.Lock()
	mu.Unlock()
}
