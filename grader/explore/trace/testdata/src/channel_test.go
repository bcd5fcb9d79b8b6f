package src

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// search returns the first answer and leaves the others behind.
func search(replicas int) int {
	results := make(chan int)
	for i := range replicas {
		go func() { results <- i }()
	}
	return <-results
}

func TestLeak(t *testing.T) {
	search(3)
}

func TestSendOnClosed(t *testing.T) {
	jobs := make(chan int, 1)
	go func() {
		jobs <- 1
	}()
	close(jobs)
}

func TestDoneMissing(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			if i == 1 {
				return
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

// both takes two locks, and gives the first back if the second is taken.
func both(one, two *sync.Mutex) {
	for {
		one.Lock()
		if two.TryLock() {
			two.Unlock()
			one.Unlock()
			return
		}
		one.Unlock()
	}
}

func TestLostSignal(t *testing.T) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	go func() {
		cond.Signal()
	}()
	mu.Lock()
	cond.Wait()
	mu.Unlock()
}

func TestSelect(t *testing.T) {
	work, quit := make(chan int), make(chan bool)
	go func() {
		for {
			select {
			case <-work:
			case <-quit:
				return
			}
		}
	}()
	work <- 1
}

func TestTimeout(t *testing.T) {
	answer := make(chan int, 1)
	go func() {
		time.Sleep(2 * time.Millisecond)
		answer <- 1
	}()
	select {
	case <-answer:
	case <-time.After(3 * time.Millisecond):
		t.Error("no answer in time")
	}
}

func TestMany(t *testing.T) {
	var n atomic.Int64
	var wg sync.WaitGroup
	for range 7 {
		wg.Go(func() {
			v := n.Load()
			n.Store(v + 1)
		})
	}
	wg.Wait()
	if n.Load() != 7 {
		t.Errorf("n = %d", n.Load())
	}
}

// 残高 is a name that is wide on a terminal.
func TestWide(t *testing.T) {
	var 残高 atomic.Int64
	終了 := make(chan struct{})
	引き出す := func(額 int64) { 残高.Store(残高.Load() - 額) }
	go func() {
		引き出す(30)
		close(終了)
	}()
	引き出す(50)
	<-終了
	if v := 残高.Load(); v != -80 {
		t.Errorf("残高が %d になりました", v)
	}
}

func TestPair(t *testing.T) {
	var from, to atomic.Int64
	from.Store(100)
	go func() {
		from.Add(-30)
		to.Add(30)
	}()
	if sum := from.Load() + to.Load(); sum != 100 {
		t.Errorf("sum = %d", sum)
	}
}

func TestPass(t *testing.T) {
	c := make(chan int)
	go func() { c <- 1 }()
	<-c
}

func TestNilChannel(t *testing.T) {
	var c chan int
	c <- 1
}

func TestStaleCheck(t *testing.T) {
	var seats atomic.Int64
	seats.Store(1)
	take := func() {
		if seats.Load() > 0 {
			seats.Add(-1)
		}
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		take()
	}()
	take()
	<-done
	if seats.Load() < 0 {
		t.Error("sold twice")
	}
}

type basket struct {
	mu    sync.Mutex
	some  *sync.Cond
	items int
	least int
}

func (b *basket) put() {
	b.mu.Lock()
	b.items++
	b.some.Broadcast()
	b.mu.Unlock()
}

// take checks once, with if where it needs for.
func (b *basket) take() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.items == 0 {
		b.some.Wait()
	}
	b.items--
	b.least = min(b.least, b.items)
}

func TestNoLoop(t *testing.T) {
	b := &basket{}
	b.some = sync.NewCond(&b.mu)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(b.take)
	}
	b.put()
	b.put()
	wg.Wait()
	if b.least < 0 {
		t.Errorf("down to %d", b.least)
	}
}

func finish(wg sync.WaitGroup) { wg.Done() }

func TestCopied(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	go finish(wg)
	wg.Wait()
}

type stock struct {
	mu    sync.Mutex
	boxes map[string]bool
}

func (s *stock) has(k string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.boxes[k]
}

func (s *stock) add(k string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.boxes[k] = true
}

func TestSplit(t *testing.T) {
	s := &stock{boxes: map[string]bool{}}
	var made atomic.Int64
	build := func() {
		if !s.has("a") {
			made.Add(1)
			s.add("a")
		}
	}
	var wg sync.WaitGroup
	wg.Go(build)
	wg.Go(build)
	wg.Wait()
	if made.Load() != 1 {
		t.Errorf("made %d times", made.Load())
	}
}
