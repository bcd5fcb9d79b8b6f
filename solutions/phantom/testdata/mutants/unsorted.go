// Range returns the bookings in the order in which they were committed.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestViewIsStable", "TestOneOfTwoWins"]
package phantom

import (
	"slices"
	"sync"
	"sync/atomic"
)

// Calendar holds bookings. Make one with New. View and Update may be called by many
// goroutines at once.
type Calendar struct {
	updating sync.Mutex // held by the Update that runs
	// state is replaced by the holder of updating. Nobody writes to a slice that is in
	// here, or was.
	state atomic.Pointer[[]Booking]
}

// New returns a calendar without bookings.
func New() *Calendar {
	c := &Calendar{}
	c.state.Store(&[]Booking{})
	return c
}

// View runs f, which only reads, and returns its error. All that f reads is from one
// moment. Nobody waits for a View.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{state: *c.state.Load()})
}

// Update runs f, which reads and inserts, and returns its error. If f returns nil, all
// that it has inserted becomes visible in one step, as if f had run alone. Otherwise
// nothing is left of it. Update may run f again, until this can be done.
func (c *Calendar) Update(f func(*Tx) error) error {
	// From the first look of f to the insert that rests on it nobody else may insert
	// anything: no lock on the bookings that f has found would keep out one that does
	// not exist yet. This lock is on all of them, and so f never has to run again.
	c.updating.Lock()
	defer c.updating.Unlock() // also where f fails or panics
	tx := &Tx{state: *c.state.Load()}
	if err := f(tx); err != nil {
		return err // what was inserted is in tx only
	}
	next := slices.Concat(tx.state, tx.inserted)
	c.state.Store(&next) // the one step in which all of it becomes visible
	return nil
}

// Tx is what a function of View or Update reads and writes by. It belongs to the
// goroutine of that function and is not used after it has returned.
type Tx struct {
	state    []Booking // shared, for reading only
	inserted []Booking // by this transaction alone
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first, with those that f has inserted itself. The slice belongs
// to the caller.
func (t *Tx) Range(from, to int) []Booking {
	var found []Booking // a new slice: what the caller does to it does nothing to state
	for _, all := range [][]Booking{t.state, t.inserted} {
		for _, b := range all {
			if b.Overlaps(from, to) {
				found = append(found, b)
			}
		}
	}
	return found // mutant: nobody has sorted it
}

// Insert adds a booking, whether the time is free or not. It is called in an Update
// only.
func (t *Tx) Insert(b Booking) {
	t.inserted = append(t.inserted, b)
}
