// Package phantom has two channels with one slot each: one holds the token of the Update
// that may run, the other the newest state. A View takes the state out for one look.
package phantom

import (
	"cmp"
	"slices"
)

// Calendar holds bookings.
type Calendar struct {
	slot   chan struct{}  // who holds the token may update
	newest chan []Booking // the state; nobody writes to a slice that was in here
}

// New returns a calendar without bookings.
func New() *Calendar {
	c := &Calendar{slot: make(chan struct{}, 1), newest: make(chan []Booking, 1)}
	c.slot <- struct{}{}
	c.newest <- nil
	return c
}

// View runs f on the state as it is now.
func (c *Calendar) View(f func(*Tx) error) error {
	state := <-c.newest
	c.newest <- state
	return f(&Tx{state: state})
}

// Update runs f as if it were alone.
func (c *Calendar) Update(f func(*Tx) error) error {
	<-c.slot
	defer func() { c.slot <- struct{}{} }()
	return c.View(func(tx *Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		<-c.newest
		c.newest <- slices.Concat(tx.state, tx.inserted)
		return nil
	})
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
