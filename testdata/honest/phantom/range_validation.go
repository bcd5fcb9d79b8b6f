// Package phantom holds the bookings of one room.
//
// An Update remembers which ranges it has read. It is only repeated if somebody has
// committed a booking into one of them: who books the morning does not disturb who books
// the evening.
package phantom

import (
	"cmp"
	"errors"
	"slices"
	"sync"
)

// errConflict never leaves the package.
var errConflict = errors.New("phantom: others have booked in what was read")

// Calendar holds bookings. Make one with New.
type Calendar struct {
	mu  sync.Mutex
	log []Booking // in the order of the commits, append only; guarded by mu
}

// New returns a calendar without bookings.
func New() *Calendar { return &Calendar{} }

type span struct{ from, to int }

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	base []Booking // the log when the run began
	own  []Booking
	read []span
}

func (c *Calendar) begin() *Tx {
	c.mu.Lock()
	defer c.mu.Unlock()
	return &Tx{base: slices.Clip(c.log)}
}

func (c *Calendar) commit(t *Tx) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, b := range c.log[len(t.base):] {
		for _, s := range t.read {
			if b.Overlaps(s.from, s.to) {
				return errConflict
			}
		}
	}
	c.log = append(c.log, t.own...)
	return nil
}

// View runs f, which only reads, and returns its error.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(c.begin())
}

// Update runs f until nobody has interfered, and returns its error.
func (c *Calendar) Update(f func(*Tx) error) error {
	for {
		t := c.begin()
		if err := f(t); err != nil {
			return err
		}
		if c.commit(t) == nil {
			return nil
		}
	}
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first.
func (t *Tx) Range(from, to int) []Booking {
	t.read = append(t.read, span{from, to})
	found := slices.Concat(t.base, t.own)
	found = slices.DeleteFunc(found, func(b Booking) bool { return !b.Overlaps(from, to) })
	slices.SortStableFunc(found, func(a, b Booking) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	return found
}

// Insert adds a booking, whether the time is free or not.
func (t *Tx) Insert(b Booking) { t.own = append(t.own, b) }
