// Updates run one at a time, and Insert shows each booking at once. If the function fails they
// are taken back, but somebody may have seen them.
//
//	verdicts = ["wrong result"]
//	means = "native"
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

// Update runs f, one at a time.
func (c *Calendar) Update(f func(*Tx) error) error {
	c.updating.Lock()
	defer c.updating.Unlock()
	before := c.state.Load()
	err := f(&Tx{state: *before, calendar: c}) // mutant: what f inserts is seen at once
	if err != nil {
		c.state.Store(before)
	}
	return err
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	state    []Booking
	calendar *Calendar // in an Update
}

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	return overlapping(t.state, from, to)
}

// Insert adds a booking.
func (t *Tx) Insert(b Booking) {
	t.state = append(slices.Clone(t.state), b)
	next := t.state
	t.calendar.state.Store(&next) // mutant: f has not ended, and may still fail
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
