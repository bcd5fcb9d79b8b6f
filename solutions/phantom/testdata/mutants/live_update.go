// An Update is checked when it commits, but until then its function reads whatever is the
// newest, and may see two moments in one run.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestUpdateSeesOneMoment"]
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

// Update runs f, and again if another Update was faster.
func (c *Calendar) Update(f func(*Tx) error) error {
	for {
		seen := c.state.Load()
		tx := &Tx{live: c}
		if err := f(tx); err != nil {
			return err
		}
		next := slices.Concat(*seen, tx.inserted)
		if c.state.CompareAndSwap(seen, &next) {
			return nil
		}
	}
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	state, inserted []Booking
	live            *Calendar // in an Update
}

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	state := t.state
	if t.live != nil {
		state = *t.live.state.Load() // mutant: the state of now, at each call another one
	}
	return overlapping(slices.Concat(state, t.inserted), from, to)
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
