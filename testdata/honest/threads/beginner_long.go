// Package threads starts functions on goroutines of their own and joins them.
package threads

import (
	"errors"
	"sync"
)

// Group starts functions and waits for all of them. The zero value is an empty group.
type Group struct {
	wg sync.WaitGroup // counts the functions that have not returned yet

	mu     sync.Mutex    // protects the two fields below
	number int           // the number of the next function
	failed map[int]error // the errors, by the number of the function
}

// Go starts f on a goroutine of its own and does not wait for it.
func (g *Group) Go(f func() error) {
	// I first had this Add in the goroutine. That is too late: Wait can come before it.
	g.wg.Add(1)

	// take a number, so that later I know the order
	g.mu.Lock()
	number := g.number
	g.number++
	g.mu.Unlock()

	go g.run(number, f)
}

func (g *Group) run(number int, f func() error) {
	defer g.wg.Done()

	err := f() // without the lock!!! f may call Go itself
	if err == nil {
		return
	}

	g.mu.Lock()
	defer g.mu.Unlock()
	if g.failed == nil {
		// the map of the zero value is nil and writing to it would panic
		g.failed = make(map[int]error)
	}
	g.failed[number] = err
}

// Wait waits for all functions and returns their errors.
func (g *Group) Wait() error {
	g.wg.Wait()

	g.mu.Lock()
	defer g.mu.Unlock()
	var inOrder []error
	for i := 0; i < g.number; i++ {
		err, ok := g.failed[i]
		if ok {
			inOrder = append(inOrder, err)
		}
	}
	if len(inOrder) == 0 {
		return nil
	}
	return errors.Join(inOrder...)
}
