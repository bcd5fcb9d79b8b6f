// Package phantom holds the bookings of one room.
//
// The task: a caller looks whether the room is free and books it, and in between
// somebody else does the same. Each step takes the lock; the two together do not. Let
// View and Update run their function as if nobody else were there. README.md has the
// contract, and Booking is in kit.go.
package phantom

import (
	"cmp"
	"slices"
	"sync"
)

// Calendar holds bookings. Make one with New. View and Update may be called by many
// goroutines at once.
type Calendar struct {
	mu       sync.Mutex
	bookings []Booking // guarded by mu
}

// New returns a calendar without bookings.
func New() *Calendar {
	return &Calendar{}
}

// View runs f, which only reads, and returns its error. All that f reads is from one
// moment. Nobody waits for a View.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{calendar: c})
}

// Update runs f, which reads and inserts, and returns its error. If f returns nil, all
// that it has inserted becomes visible in one step, as if f had run alone. Otherwise
// nothing is left of it. Update may run f again, until this can be done.
func (c *Calendar) Update(f func(*Tx) error) error {
	// TODO: others insert while f runs, and what f has inserted stays even if it fails.
	return f(&Tx{calendar: c})
}

// Tx is what a function of View or Update reads and writes by. It belongs to the
// goroutine of that function and is not used after it has returned.
type Tx struct {
	calendar *Calendar
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first, with those that f has inserted itself. The slice belongs
// to the caller.
func (t *Tx) Range(from, to int) []Booking {
	t.calendar.mu.Lock()
	defer t.calendar.mu.Unlock()
	var found []Booking
	for _, b := range t.calendar.bookings {
		if b.Overlaps(from, to) {
			found = append(found, b)
		}
	}
	slices.SortFunc(found, func(a, b Booking) int { return cmp.Compare(a.From, b.From) })
	return found
}

// Insert adds a booking, whether the time is free or not. It is called in an Update
// only.
func (t *Tx) Insert(b Booking) {
	t.calendar.mu.Lock()
	defer t.calendar.mu.Unlock()
	t.calendar.bookings = append(t.calendar.bookings, b)
}
