// Two updates may run side by side, and the commit leaves out a booking that overlaps one that
// was committed meanwhile. The caller is told that all went well.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestOneOfTwoWins", "TestEachRunStartsAnew", "TestViewIsStable"]
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

// Update runs f on a snapshot.
func (c *Calendar) Update(f func(*Tx) error) error {
	tx := c.begin()
	if err := f(tx); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range tx.inserted {
		if len(overlapping(c.bookings[len(tx.state):], b.From, b.To)) == 0 {
			c.bookings = append(c.bookings, b) // mutant: the others are dropped in silence
		}
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
