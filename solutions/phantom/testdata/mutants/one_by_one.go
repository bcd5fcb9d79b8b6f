// The commit adds the bookings one by one, and a View may come in between.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestAllOrNothing"]
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
	for _, b := range tx.inserted {
		next := append(slices.Clone(*c.state.Load()), b)
		c.state.Store(&next) // mutant: perhaps not the last one
	}
	return nil
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	state    []Booking
	inserted []Booking
}

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	return overlapping(slices.Concat(t.state, t.inserted), from, to)
}

// Insert adds a booking.
func (t *Tx) Insert(b Booking) {
	t.inserted = append(t.inserted, b)
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
