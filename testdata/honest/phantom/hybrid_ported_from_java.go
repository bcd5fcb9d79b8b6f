// Package phantom holds the bookings of one room.
package phantom

import (
	"errors"
	"log"
	"sort"
	"sync"
)

// optimisticRuns is how often an Update tries without a lock before it makes all others
// wait. So no Update can starve.
const optimisticRuns = 2

// ErrReadOnly is thrown (as a panic) if somebody inserts in a View.
var ErrReadOnly = errors.New("phantom: this transaction only reads")

// Mode says what a Tx may do.
type Mode int

const (
	ModeRead Mode = iota
	ModeReadWrite
)

// revision is an immutable state of the calendar.
type revision struct {
	number   int
	bookings []Booking
}

// Calendar holds bookings. Make one with New.
type Calendar struct {
	commitLock sync.Mutex // whoever wants to install a new revision

	currentLock sync.RWMutex
	current     *revision
}

// New returns a calendar without bookings.
func New() *Calendar {
	return &Calendar{current: &revision{}}
}

func (c *Calendar) getCurrent() *revision {
	c.currentLock.RLock()
	defer c.currentLock.RUnlock()
	return c.current
}

func (c *Calendar) setCurrent(r *revision) {
	c.currentLock.Lock()
	defer c.currentLock.Unlock()
	c.current = r
}

// View runs f, which only reads, and returns its error.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(newTx(c.getCurrent(), ModeRead))
}

// Update runs f, which reads and inserts, and returns its error.
func (c *Calendar) Update(f func(*Tx) error) error {
	for run := 1; run <= optimisticRuns; run++ {
		tx := newTx(c.getCurrent(), ModeReadWrite)
		if err := f(tx); err != nil {
			return err
		}
		if c.tryCommit(tx) {
			return nil
		}
		log.Printf("phantom: run %d was in vain, others have committed", run)
	}
	return c.updateAlone(f)
}

// tryCommit fails if the revision of tx is not the current one any more.
func (c *Calendar) tryCommit(tx *Tx) bool {
	c.commitLock.Lock()
	defer c.commitLock.Unlock()
	if c.getCurrent() != tx.base {
		return false
	}
	c.setCurrent(tx.next())
	return true
}

func (c *Calendar) updateAlone(f func(*Tx) error) error {
	c.commitLock.Lock()
	defer c.commitLock.Unlock()
	tx := newTx(c.getCurrent(), ModeReadWrite)
	if err := f(tx); err != nil {
		return err
	}
	c.setCurrent(tx.next())
	return nil
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	base     *revision
	mode     Mode
	inserted []Booking
}

func newTx(base *revision, mode Mode) *Tx {
	return &Tx{base: base, mode: mode}
}

// next returns the revision that tx makes of its base.
func (t *Tx) next() *revision {
	bookings := make([]Booking, 0, len(t.base.bookings)+len(t.inserted))
	bookings = append(bookings, t.base.bookings...)
	bookings = append(bookings, t.inserted...)
	sort.Stable(byStart(bookings))
	return &revision{number: t.base.number + 1, bookings: bookings}
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first.
func (t *Tx) Range(from, to int) []Booking {
	found := []Booking{}
	for _, booking := range t.base.bookings {
		if booking.Overlaps(from, to) {
			found = append(found, booking)
		}
	}
	for _, booking := range t.inserted {
		if booking.Overlaps(from, to) {
			found = append(found, booking)
		}
	}
	sort.Stable(byStart(found))
	return found
}

// Insert adds a booking, whether the time is free or not.
func (t *Tx) Insert(b Booking) {
	if t.mode != ModeReadWrite {
		panic(ErrReadOnly)
	}
	t.inserted = append(t.inserted, b)
}

// byStart is a Comparator.
type byStart []Booking

var _ sort.Interface = byStart(nil)

func (s byStart) Len() int           { return len(s) }
func (s byStart) Less(i, j int) bool { return s[i].From < s[j].From }
func (s byStart) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
