// An Update that runs its function again keeps the same transaction, with what the run
// before has inserted.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestUpdateSeesOneMoment", "TestEachRunStartsAnew", "TestOneOfTwoWins"]
package phantom

import (
	"cmp"
	"slices"
	"sync/atomic"
)

// Calendar holds bookings.
type Calendar struct {
	state atomic.Pointer[[]Booking] // nobody writes to a slice that is in here
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

// Update runs f on the newest state, and again if another Update was faster.
func (c *Calendar) Update(f func(*Tx) error) error {
	tx := &Tx{} // mutant: what is in here stays when f runs again
	for {
		seen := c.state.Load()
		tx.state = *seen
		if err := f(tx); err != nil {
			return err
		}
		next := slices.Concat(tx.state, tx.inserted)
		if c.state.CompareAndSwap(seen, &next) {
			return nil
		}
	}
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
