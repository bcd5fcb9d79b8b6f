// Package phantom remembers the ranges that a function has read, the empty ones too, and
// runs it again only if a booking was committed into one of them. Updates of different
// hours do not disturb each other.
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

// Update runs f until nothing was committed meanwhile into a range that f has read.
func (c *Calendar) Update(f func(*Tx) error) error {
	for {
		tx := c.begin()
		if err := f(tx); err != nil {
			return err
		}
		if c.commit(tx) {
			return nil
		}
	}
}

// commit adds what tx has inserted, unless a range that it has read has changed.
func (c *Calendar) commit(tx *Tx) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range c.bookings[len(tx.state):] { // those that tx does not know
		for _, r := range tx.read {
			if b.Overlaps(r.from, r.to) {
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
	read     []span
}

// span is a range that was read, whether anything was in it or not.
type span struct{ from, to int }

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	t.read = append(t.read, span{from, to})
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
