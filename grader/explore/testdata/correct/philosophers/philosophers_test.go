package philosophers

import (
	"sync"
	"testing"
)

func dine(t *testing.T, table *Table, meals int) {
	t.Helper()
	n := len(table.forks)
	good := make([]int, n)
	var wg sync.WaitGroup
	wg.Add(n)
	for id := range n {
		go func() {
			defer wg.Done()
			for range meals {
				if table.Eat(id) {
					good[id]++
				}
			}
		}()
	}
	wg.Wait()
	for id, g := range good {
		if g != meals {
			t.Errorf("philosopher %d: %d good meals of %d", id, g, meals)
		}
	}
	if got, want := table.Uses(), 2*n*meals; got != want {
		t.Errorf("forks used %d times, want %d", got, want)
	}
}

func TestOrdered(t *testing.T) { dine(t, Ordered(3), 2) }

func TestButlered(t *testing.T) { dine(t, Butlered(3), 1) }
