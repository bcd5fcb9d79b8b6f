package phantom

import (
	"container/heap"
	"slices"
)

// Calendar holds bookings. Make one with New.
type Calendar struct {
	pen  chan struct{}  // there is one pen; who has it may write the next page
	page chan []Booking // the page of now, which is never changed
}

// New returns a calendar without bookings.
func New() *Calendar {
	c := &Calendar{pen: make(chan struct{}, 1), page: make(chan []Booking, 1)}
	c.pen <- struct{}{}
	c.page <- nil
	return c
}

func (c *Calendar) read() []Booking {
	page := <-c.page
	c.page <- page
	return page
}

// View runs f, which only reads, and returns its error.
func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{page: c.read()})
}

// Update runs f, which reads and inserts, and returns its error.
func (c *Calendar) Update(f func(*Tx) error) error {
	<-c.pen
	defer func() { c.pen <- struct{}{} }()

	tx := &Tx{page: slices.Clone(c.read())}
	if err := f(tx); err != nil {
		return err
	}
	<-c.page
	c.page <- tx.page
	return nil
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	page []Booking
}

// byFrom is a heap of bookings with the earliest on top.
type byFrom []Booking

var _ heap.Interface = (*byFrom)(nil)

func (h byFrom) Len() int           { return len(h) }
func (h byFrom) Less(i, j int) bool { return h[i].From < h[j].From }
func (h byFrom) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *byFrom) Push(x any)        { *h = append(*h, x.(Booking)) }
func (h *byFrom) Pop() any {
	last := len(*h) - 1
	x := (*h)[last]
	*h = (*h)[:last]
	return x
}

// Range returns the bookings that overlap the time from the hour from until before the
// hour to, the earliest first, with those that f has inserted itself.
func (t *Tx) Range(from, to int) []Booking {
	h := &byFrom{}
	for _, b := range t.page {
		if b.Overlaps(from, to) {
			heap.Push(h, b)
		}
	}
	found := make([]Booking, 0, h.Len())
	for h.Len() > 0 {
		found = append(found, heap.Pop(h).(Booking))
	}
	return found
}

// Insert adds a booking, whether the time is free or not. It is called in an Update
// only.
func (t *Tx) Insert(b Booking) {
	t.page = append(t.page, b)
}
