// Package phantom has one lock, which an Update holds while its function runs. It changes
// the list in place and cuts it off again if the function fails. A View copies the list
// under the same lock and runs without it: it may have to wait, and nobody waits for it.
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

// View runs f on a copy.
func (c *Calendar) View(f func(*Tx) error) error {
	c.mu.Lock()
	bookings := slices.Clone(c.bookings)
	c.mu.Unlock()
	return f(&Tx{bookings: &bookings})
}

// Update runs f as if it were alone.
func (c *Calendar) Update(f func(*Tx) error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	before := len(c.bookings)
	err := f(&Tx{bookings: &c.bookings})
	if err != nil {
		c.bookings = c.bookings[:before]
	}
	return err
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	bookings *[]Booking
}

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	return overlapping(*t.bookings, from, to)
}

// Insert adds a booking.
func (t *Tx) Insert(b Booking) {
	*t.bookings = append(*t.bookings, b)
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
