// The list is kept sorted, and Range returns a part of it instead of a copy. The caller may
// write to what it gets.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestViewIsStable", "TestUpdateSeesOneMoment"]
package phantom

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
)

// Calendar holds bookings.
type Calendar struct {
	updating sync.Mutex
	state    atomic.Pointer[[]Booking] // nobody writes to a slice that is in here
}

// New returns a calendar without bookings.
func New() *Calendar {
	c := &Calendar{}
	c.state.Store(&[]Booking{})
	return c
}

// View runs f on the state as it is now.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{state: *c.state.Load()})
}

// Update runs f as if it were alone.
func (c *Calendar) Update(f func(*Tx) error) error {
	c.updating.Lock()
	defer c.updating.Unlock()
	tx := &Tx{state: *c.state.Load()}
	if err := f(tx); err != nil {
		return err
	}
	c.state.Store(&tx.state)
	return nil
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	state []Booking // sorted
}

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	first, last := len(t.state), 0
	for i, b := range t.state {
		if b.Overlaps(from, to) {
			first, last = min(first, i), i+1
		}
	}
	if first >= last {
		return nil
	}
	return t.state[first:last] // mutant: shared with everybody who reads this state
}

// Insert adds a booking at its place, in a new list.
func (t *Tx) Insert(b Booking) {
	t.state = overlapping(append(slices.Clone(t.state), b), 0, 1<<30)
}

// overlapping returns those of all that overlap the given time, in a new slice, the
// earliest first.
func overlapping(all []Booking, from, to int) []Booking {
	var found []Booking
	for _, b := range all {
		if b.Overlaps(from, to) {
			found = append(found, b)
		}
	}
	slices.SortFunc(found, func(a, b Booking) int { return cmp.Compare(a.From, b.From) })
	return found
}
