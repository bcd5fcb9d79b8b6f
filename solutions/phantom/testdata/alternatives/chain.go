// Package phantom is a linked list of commits, the newest first. An Update remembers the
// commit that it began on, and may be put in front of that one only.
package phantom

import (
	"cmp"
	"slices"
	"sync/atomic"
)

// Calendar holds bookings.
type Calendar struct {
	newest atomic.Pointer[commit]
}

// commit is what one Update has inserted. It is written before it is in the list, and
// never after.
type commit struct {
	bookings []Booking
	before   *commit
}

// New returns a calendar without bookings.
func New() *Calendar {
	return &Calendar{}
}

// View runs f on the list as it is now.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{commit{before: c.newest.Load()}})
}

// Update runs f on the newest list, and again if another Update was faster.
func (c *Calendar) Update(f func(*Tx) error) error {
	for {
		tx := &Tx{commit{before: c.newest.Load()}}
		if err := f(tx); err != nil {
			return err
		}
		if c.newest.CompareAndSwap(tx.own.before, &tx.own) {
			return nil
		}
	}
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	own commit
}

// Range returns the bookings that overlap the given time.
func (t *Tx) Range(from, to int) []Booking {
	var all []Booking
	for c := &t.own; c != nil; c = c.before {
		all = append(all, c.bookings...)
	}
	return overlapping(all, from, to)
}

// Insert adds a booking.
func (t *Tx) Insert(b Booking) {
	t.own.bookings = append(t.own.bookings, b)
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
