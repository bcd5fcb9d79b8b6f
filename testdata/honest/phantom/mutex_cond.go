// Package phantom holds the bookings of one room.
package phantom

import (
	"cmp"
	"slices"
	"sync"
)

// Calendar holds bookings. Updates take a ticket, as in a public office, and run one
// after the other, in the order in which they came.
type Calendar struct {
	mu       sync.Mutex
	next     sync.Cond // serving has changed
	tickets  int       // given out so far; guarded by mu
	serving  int       // whose turn it is; guarded by mu
	bookings []Booking // only ever appended to; guarded by mu
}

// New returns a calendar without bookings.
func New() *Calendar {
	c := new(Calendar)
	c.next.L = &c.mu
	return c
}

// now returns the bookings of now. The array may get longer; what is in the slice stays.
func (c *Calendar) now() []Booking {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bookings
}

func (c *Calendar) takeTurn() {
	c.mu.Lock()
	defer c.mu.Unlock()
	mine := c.tickets
	c.tickets++
	for c.serving != mine {
		c.next.Wait()
	}
}

func (c *Calendar) endTurn() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.serving++
	c.next.Broadcast()
}

// View runs f, which only reads, and returns its error. All that f reads is from one
// moment. Nobody waits for a View.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{before: c.now()})
}

// Update runs f, once, and returns its error.
func (c *Calendar) Update(f func(*Tx) error) error {
	c.takeTurn()
	defer c.endTurn()

	tx := &Tx{before: c.now()}
	if err := f(tx); err != nil {
		return err
	}

	c.mu.Lock()
	defer c.mu.Unlock()
	c.bookings = append(c.bookings, tx.inserted...)
	return nil
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	before   []Booking // shared: never written
	inserted []Booking
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first.
func (t *Tx) Range(from, to int) []Booking {
	var found []Booking
	for _, list := range [][]Booking{t.before, t.inserted} {
		for _, b := range list {
			if b.Overlaps(from, to) {
				found = append(found, b)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b Booking) int { return cmp.Compare(a.From, b.From) })
	return found
}

// Insert adds a booking, whether the time is free or not.
func (t *Tx) Insert(b Booking) {
	t.inserted = append(t.inserted, b)
}
