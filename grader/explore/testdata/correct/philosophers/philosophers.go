// Package philosophers has two tables at which nobody starves for want of
// order: forks taken in the order of their numbers, and a butler who seats one
// less than there are.
package philosophers

import "sync"

// Fork knows who used it last, and how often it was used.
type Fork struct {
	mu   sync.Mutex
	last int
	uses int
}

// Table has one fork between any two neighbours.
type Table struct {
	forks  []Fork
	butler chan struct{} // nil: no butler
}

// Ordered makes a table where everybody takes the lower fork first.
func Ordered(n int) *Table { return &Table{forks: make([]Fork, n)} }

// Butlered makes a table where everybody takes the left fork first, but at most
// n-1 sit down at a time.
func Butlered(n int) *Table {
	return &Table{forks: make([]Fork, n), butler: make(chan struct{}, n-1)}
}

// Eat has philosopher id eat once. It reports whether both forks stayed in
// hand all the time.
func (t *Table) Eat(id int) bool {
	first, second := id, (id+1)%len(t.forks)
	if t.butler != nil {
		t.butler <- struct{}{}
		defer func() { <-t.butler }()
	} else if second < first {
		first, second = second, first
	}
	a, b := &t.forks[first], &t.forks[second]
	a.mu.Lock()
	defer a.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	a.last, b.last = id, id
	a.uses++
	b.uses++
	return a.last == id && b.last == id
}

// Uses sums up the uses of all forks.
func (t *Table) Uses() (n int) {
	for i := range t.forks {
		f := &t.forks[i]
		f.mu.Lock()
		n += f.uses
		f.mu.Unlock()
	}
	return n
}
