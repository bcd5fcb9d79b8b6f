// A WaitGroup passed by value: the worker is done with a copy. Breaks in every
// schedule: the counter of the original never comes down.

package waitgroup

import (
	"sync"
	"testing"
)

func doneOnCopy(wg sync.WaitGroup, out chan<- int) {
	defer wg.Done()
	out <- 1
}

func doneOnOriginal(wg *sync.WaitGroup, out chan<- int) {
	defer wg.Done()
	out <- 1
}

// want: deadlock
func TestByValueBug(t *testing.T) {
	var wg sync.WaitGroup
	out := make(chan int, 1)
	wg.Add(1)
	go doneOnCopy(wg, out)
	wg.Wait()
	if v := <-out; v != 1 {
		t.Errorf("got %d, want 1", v)
	}
}

func TestByValueFixed(t *testing.T) {
	var wg sync.WaitGroup
	out := make(chan int, 1)
	wg.Add(1)
	go doneOnOriginal(&wg, out)
	wg.Wait()
	if v := <-out; v != 1 {
		t.Errorf("got %d, want 1", v)
	}
}
