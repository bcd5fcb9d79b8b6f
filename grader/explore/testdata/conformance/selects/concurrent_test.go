package selects

import (
	"sync"
	"testing"
)

func TestMergeUntilBothClosed(t *testing.T) {
	a, b := make(chan int), make(chan int)
	go func() { defer close(a); a <- 1 }()
	go func() { defer close(b); b <- 20 }()
	sum := 0
	for a != nil || b != nil {
		select {
		case v, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			sum += v
		case v, ok := <-b:
			if !ok {
				b = nil
				break
			}
			sum += v
		}
	}
	t.Log("sum", sum)
}

func TestSelectSendAndReceiveMerge(t *testing.T) {
	in, out := make(chan int), make(chan int)
	go func() { defer close(in); in <- 5; in <- 6 }()
	var wg sync.WaitGroup
	sum := 0
	wg.Go(func() {
		for v := range out {
			sum += v
		}
	})
	var pending []int
	for in != nil || len(pending) > 0 {
		var send chan int
		head := 0
		if len(pending) > 0 {
			send, head = out, pending[0]
		}
		select {
		case v, ok := <-in:
			if !ok {
				in = nil
				break
			}
			pending = append(pending, v)
		case send <- head:
			pending = pending[1:]
		}
	}
	close(out)
	wg.Wait()
	t.Log(sum)
}

func TestQuitChannel(t *testing.T) {
	work, quit, done := make(chan int), make(chan struct{}), make(chan int)
	go func() {
		n := 0
		for {
			select {
			case v := <-work:
				n += v
			case <-quit:
				done <- n
				return
			}
		}
	}()
	work <- 3
	work <- 4
	close(quit)
	t.Log(<-done)
}

func TestTwoSelectsMeet(t *testing.T) {
	a, b := make(chan int), make(chan int)
	got := make(chan int)
	go func() {
		select {
		case v := <-a:
			got <- v
		case v := <-b:
			got <- v
		}
	}()
	select {
	case a <- 1:
	case b <- 1:
	}
	t.Log(<-got)
}

func TestSelectOnResultOfMethodAndField(t *testing.T) {
	w := &worker{c: filled(3), name: "w"}
	select {
	case v := <-w.c:
		t.Log(w.name, v)
	}
	select {
	case w.out() <- w.next():
		t.Log(<-w.o, w.n)
	}
	select {
	case w.n = <-w.in():
		t.Log(w.n)
	}
}

type worker struct {
	c, o chan int
	name string
	n    int
}

func (w *worker) out() chan<- int {
	w.o = make(chan int, 1)
	return w.o
}
func (w *worker) in() <-chan int { return filled(77) }
func (w *worker) next() int      { w.n += 5; return w.n }

func TestDeferInsideSelect(t *testing.T) {
	c := make(chan string, 2)
	func() {
		select {
		case v := <-filled(2):
			defer func() { c <- "first" }()
			if v == 2 {
				defer func() { c <- "second" }()
			}
		}
	}()
	t.Log(<-c, <-c)
}

func TestGoInsideSelect(t *testing.T) {
	done := make(chan int)
	for range 2 {
		select {
		case v := <-filled(4):
			go func() { done <- v * v }()
		}
	}
	t.Log(<-done + <-done)
}

func TestTryOperations(t *testing.T) {
	c := make(chan int, 1)
	trySend := func(v int) bool {
		select {
		case c <- v:
			return true
		default:
			return false
		}
	}
	tryRecv := func() (v int, ok bool) {
		select {
		case v, ok = <-c:
		default:
		}
		return
	}
	t.Log(trySend(1), trySend(2))
	v, ok := tryRecv()
	t.Log(v, ok)
	v, ok = tryRecv()
	t.Log(v, ok)
}

func TestEmptyClauseBodies(t *testing.T) {
	c := filled(1)
	select {
	case <-c:
	}
	select {
	case <-c:
	default:
	}
	select {
	case c <- 2:
	}
	t.Log(len(c))
}
