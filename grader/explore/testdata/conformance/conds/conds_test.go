package conds

import (
	"sync"
	"testing"
)

func TestSignalWakesWaiter(t *testing.T) {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	ready := false
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		c.Signal()
	}()
	mu.Lock()
	for !ready {
		c.Wait()
	}
	mu.Unlock()
	t.Log(ready)
}

func TestBroadcastWakesAll(t *testing.T) {
	c := sync.NewCond(new(sync.Mutex))
	open := false
	n := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			c.L.Lock()
			defer c.L.Unlock()
			for !open {
				c.Wait()
			}
			n++
		})
	}
	c.L.Lock()
	open = true
	c.L.Unlock()
	c.Broadcast()
	wg.Wait()
	t.Log(n)
}

func TestSignalWithoutWaiterIsLost(t *testing.T) {
	c := sync.NewCond(&sync.Mutex{})
	c.Signal()
	c.Broadcast()
	done := make(chan bool)
	flag := false
	go func() {
		c.L.Lock()
		for !flag {
			c.Wait()
		}
		c.L.Unlock()
		close(done)
	}()
	c.L.Lock()
	flag = true
	c.Signal()
	c.L.Unlock()
	<-done
	t.Log("woken")
}

type boundedQueue struct {
	mu       sync.Mutex
	notEmpty *sync.Cond
	notFull  *sync.Cond
	items    []int
	max      int
}

func newQueue(max int) *boundedQueue {
	q := &boundedQueue{max: max}
	q.notEmpty = sync.NewCond(&q.mu)
	q.notFull = sync.NewCond(&q.mu)
	return q
}

func (q *boundedQueue) put(v int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.max {
		q.notFull.Wait()
	}
	q.items = append(q.items, v)
	q.notEmpty.Signal()
}

func (q *boundedQueue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.notEmpty.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return v
}

func TestBoundedQueue(t *testing.T) {
	q := newQueue(1)
	go func() {
		for i := range 3 {
			q.put(i + 1)
		}
	}()
	a, b, c := q.get(), q.get(), q.get()
	t.Log(a, b, c)
}

type latch struct {
	sync.Mutex
	sync.Cond
	n int
}

func TestEmbeddedCond(t *testing.T) {
	l := &latch{n: 2}
	l.Cond.L = &l.Mutex
	down := func() {
		l.Mutex.Lock()
		defer l.Mutex.Unlock()
		if l.n--; l.n == 0 {
			l.Broadcast()
		}
	}
	go down()
	go down()
	l.Mutex.Lock()
	for l.n > 0 {
		l.Wait()
	}
	l.Mutex.Unlock()
	t.Log(l.n)
}

func TestCondLiteralWithL(t *testing.T) {
	var mu sync.Mutex
	c := sync.Cond{L: &mu}
	n := 0
	go func() {
		c.L.Lock()
		defer c.L.Unlock()
		n = 1
		c.Signal()
	}()
	c.L.Lock()
	for n == 0 {
		c.Wait()
	}
	c.L.Unlock()
	t.Log(n)
}

func TestCondOnRLocker(t *testing.T) {
	var rw sync.RWMutex
	c := sync.NewCond(rw.RLocker())
	v := 0
	res := make(chan int)
	go func() {
		c.L.Lock()
		defer c.L.Unlock()
		for v == 0 {
			c.Wait()
		}
		res <- v
	}()
	rw.Lock()
	v = 8
	rw.Unlock()
	c.Broadcast()
	t.Log(<-res)
}

func TestTurns(t *testing.T) {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	turn := 0
	var log []int
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			for turn != i {
				c.Wait()
			}
			log = append(log, i)
			turn++
			c.Broadcast()
		})
	}
	wg.Wait()
	t.Log(log)
}

func TestMethodValuesOfCond(t *testing.T) {
	c := sync.NewCond(new(sync.Mutex))
	wait, wake := c.Wait, c.Broadcast
	lock, unlock := c.L.Lock, c.L.Unlock
	ok := false
	go func() {
		lock()
		ok = true
		unlock()
		wake()
	}()
	lock()
	for !ok {
		wait()
	}
	unlock()
	t.Log(ok)
}

func TestBarrierGenerations(t *testing.T) {
	const parties = 2
	c := sync.NewCond(new(sync.Mutex))
	arrived, gen := 0, 0
	await := func() {
		c.L.Lock()
		defer c.L.Unlock()
		g := gen
		if arrived++; arrived == parties {
			arrived = 0
			gen++
			c.Broadcast()
			return
		}
		for g == gen {
			c.Wait()
		}
	}
	var rounds [2][parties]int
	var wg sync.WaitGroup
	for i := range parties {
		wg.Go(func() {
			rounds[0][i] = i + 1
			await()
			rounds[1][i] = rounds[0][0] + rounds[0][1]
			await()
		})
	}
	wg.Wait()
	t.Log(rounds, gen)
}

func TestWaitHoldsLockAfterwards(t *testing.T) {
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	set := false
	go func() {
		mu.Lock()
		defer mu.Unlock()
		set = true
		c.Signal()
	}()
	mu.Lock()
	for !set {
		c.Wait()
	}
	t.Log(mu.TryLock())
	mu.Unlock()
}
