// Package phantom holds the bookings of one room.
package phantom

import (
	"sort"
	"sync"
)

// Calendar holds bookings. Make one with New. View and Update may be called by many
// goroutines at once.
type Calendar struct {
	// updateMutex is held during a whole Update, so there is only one Update at a time.
	// View does not need it.
	updateMutex sync.Mutex

	// mu is only held for the short moment in which bookings is copied or replaced.
	mu       sync.Mutex
	bookings []Booking // guarded by mu
}

// New returns a calendar without bookings.
func New() *Calendar {
	return &Calendar{}
}

// snapshot returns a copy of all bookings of now.
func (c *Calendar) snapshot() []Booking {
	c.mu.Lock()
	defer c.mu.Unlock()
	result := make([]Booking, len(c.bookings))
	copy(result, c.bookings)
	return result
}

// View runs f, which only reads, and returns its error. All that f reads is from one
// moment. Nobody waits for a View.
func (c *Calendar) View(f func(*Tx) error) error {
	tx := &Tx{bookings: c.snapshot()}
	return f(tx)
}

// Update runs f, which reads and inserts, and returns its error. If f returns nil, all
// that it has inserted becomes visible in one step, as if f had run alone. Otherwise
// nothing is left of it.
func (c *Calendar) Update(f func(*Tx) error) error {
	c.updateMutex.Lock()
	defer c.updateMutex.Unlock() // also if f panics

	tx := &Tx{bookings: c.snapshot()}
	err := f(tx)
	if err != nil {
		// throw tx away, the calendar has not seen anything of it
		return err
	}

	// Nobody else can have changed c.bookings since the snapshot, because that needs the
	// updateMutex. So the list of tx is the old list plus the new bookings.
	c.mu.Lock()
	c.bookings = tx.bookings
	c.mu.Unlock()
	return nil
}

// Tx is what a function of View or Update reads and writes by. It belongs to the
// goroutine of that function and is not used after it has returned.
type Tx struct {
	bookings []Booking // a private copy
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first, with those that f has inserted itself. The slice belongs
// to the caller.
func (t *Tx) Range(from, to int) []Booking {
	var found []Booking
	for _, booking := range t.bookings {
		if booking.Overlaps(from, to) {
			found = append(found, booking)
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		return found[i].From < found[j].From
	})
	return found
}

// Insert adds a booking, whether the time is free or not. It is called in an Update
// only.
func (t *Tx) Insert(b Booking) {
	t.bookings = append(t.bookings, b)
}
