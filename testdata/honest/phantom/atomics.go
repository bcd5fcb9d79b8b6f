package phantom

import (
	"slices"
	"sync/atomic"
)

// Calendar is optimistic: f works on a snapshot, and if somebody has committed in the
// meantime it works again, on the next one.
type Calendar struct {
	head atomic.Pointer[[]Booking] // sorted by From; immutable
}

func New() *Calendar {
	c := &Calendar{}
	c.head.Store(new([]Booking))
	return c
}

func (c *Calendar) View(f func(*Tx) error) error {
	return f(&Tx{all: *c.head.Load(), readOnly: true})
}

func (c *Calendar) Update(f func(*Tx) error) error {
	for {
		seen := c.head.Load()
		tx := &Tx{all: slices.Clone(*seen)}
		if err := f(tx); err != nil {
			return err
		}
		if c.head.CompareAndSwap(seen, &tx.all) {
			return nil
		}
	}
}

// Tx is what a function of View or Update reads and writes by.
type Tx struct {
	all      []Booking // sorted by From
	readOnly bool
}

func (t *Tx) Range(from, to int) (found []Booking) {
	for _, b := range t.all {
		if b.From >= to {
			break
		}
		if b.Overlaps(from, to) {
			found = append(found, b)
		}
	}
	return found
}

func (t *Tx) Insert(b Booking) {
	if t.readOnly {
		panic("phantom: Insert in a View")
	}
	// behind those that begin at the same hour
	i, _ := slices.BinarySearchFunc(t.all, b.From+1, func(e Booking, from int) int { return e.From - from })
	t.all = slices.Insert(t.all, i, b)
}
