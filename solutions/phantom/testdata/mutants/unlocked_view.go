// A View takes the list without the lock, since it only reads.
//
//	verdicts = ["data race"]
//	means = "native"
//	fails = ["TestAllOrNothing"]
package phantom

import (
	"cmp"
	"slices"
	"sync"
)

// Calendar holds bookings.
type Calendar struct {
	mu       sync.Mutex
	bookings []Booking
}

// New returns a calendar without bookings.
func New() *Calendar {
	return &Calendar{}
}

// View runs f on the list as it is now.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{state: c.bookings}) // mutant: nothing orders this read against a commit
}

// Update runs f as if it were alone.
func (c *Calendar) Update(f func(*Tx) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	tx := &Tx{state: c.bookings}
	if err := f(tx); err != nil {
		return err
	}
	c.bookings = slices.Concat(tx.state, tx.inserted)
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
