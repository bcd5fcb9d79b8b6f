// A named result written by a goroutine: fetch may give up, and its goroutine
// still writes the result the function is returning. Breaks when quit is closed
// before the goroutine is through.

package closure

import (
	"sync"
	"testing"
)

func fetchNamed(quit chan struct{}, wg *sync.WaitGroup) (n int) {
	done := make(chan struct{})
	wg.Add(1)
	go func() {
		defer wg.Done()
		n = 7
		close(done)
	}()
	select {
	case <-done:
	case <-quit:
		n = -1
	}
	return n
}

func fetchOwn(quit chan struct{}, wg *sync.WaitGroup) (n int) {
	res := make(chan int, 1)
	wg.Add(1)
	go func() {
		defer wg.Done()
		res <- 7
	}()
	select {
	case n = <-res:
	case <-quit:
		n = -1
	}
	return n
}

func fetchOrQuit(t *testing.T, fetch func(chan struct{}, *sync.WaitGroup) int) {
	var wg sync.WaitGroup
	quit := make(chan struct{})
	wg.Add(1)
	go func() {
		defer wg.Done()
		close(quit)
	}()
	if n := fetch(quit, &wg); n != 7 && n != -1 {
		t.Errorf("fetched %d", n)
	}
	wg.Wait()
}

// want: data race
func TestNamedResultBug(t *testing.T) { fetchOrQuit(t, fetchNamed) }

func TestNamedResultFixed(t *testing.T) { fetchOrQuit(t, fetchOwn) }
