// An Update runs again only if somebody has booked exactly the same hours, as with a unique
// index. Times that overlap and are not equal pass.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestOneOfTwoWins"]
package phantom

import (
	"cmp"
	"slices"
	"sync"
)

// Calendar holds bookings.
type Calendar struct {
	mu       sync.Mutex
	bookings []Booking // in the order of their commits; nothing in it ever changes
}

// New returns a calendar without bookings.
func New() *Calendar {
	return &Calendar{}
}

// View runs f on the state as it is now.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(c.begin())
}

// begin returns a transaction on the state as it is now. A commit appends behind it,
// where the transaction does not look.
func (c *Calendar) begin() *Tx {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &Tx{state: c.bookings}
}

// Update runs f until nobody else has booked the same hours.
func (c *Calendar) Update(f func(*Tx) error) error {
	for {
		tx := c.begin()
		if err := f(tx); err != nil {
			return err
		}
		if c.commit(tx) { // mutant: a booking may have come that f would have found
			return nil
		}
	}
}

// commit adds what tx has inserted, unless somebody else has booked the same hours.
func (c *Calendar) commit(tx *Tx) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range c.bookings[len(tx.state):] { // those that tx does not know
		for _, own := range tx.inserted {
			if b.From == own.From && b.To == own.To { // mutant: others overlap as well
				return false
			}
		}
	}
	c.bookings = append(c.bookings, tx.inserted...)
	return true
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
