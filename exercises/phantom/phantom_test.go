package phantom_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"racekit/exercises/phantom"

	"racekit/grader/harness"
)

// A View that reads a range twice finds the same bookings twice, and those of any other
// range are of the same moment. Meanwhile an Update goes on and does not wait for it.
// What Range returns is the caller's, the earliest first, whoever came first.
func TestViewIsStable(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		c := phantom.New()
		insert(c, bob)
		r.Independent(
			func() {
				runs := 0
				err := c.View(func(tx *phantom.Tx) error {
					runs++
					first := tx.Range(8, 12)
					before := fmt.Sprint(first)
					for i := range first {
						first[i].Who = "nobody" // the caller's slice, not the calendar's
					}
					r.Work(1)
					if again := fmt.Sprint(tx.Range(8, 12)); again != before {
						r.Errorf("Range(8, 12) = %v, and then %v in the same View", before, again)
					}
					if wide := fmt.Sprint(tx.Range(0, 24)); wide != before {
						r.Errorf("Range(8, 12) = %v, and Range(0, 24) = %v in the same View", before, wide)
					}
					return errChangedMind
				})
				if err != errChangedMind || runs != 1 {
					r.Errorf("View() = %v after %d runs of its function; want what that returned, %v, after 1", err, runs, errChangedMind)
				}
			},
			func() { insert(c, ann) },
		)
		for range 2 {
			r.Go("view", func() { want(r, c, ann, bob) })
		}
		r.Join()
		insert(c, ann, ann) // any booking, also the same again
		want(r, c, ann, ann, ann, bob)

		empty := phantom.New()
		r.Independent(
			func() {
				empty.View(func(tx *phantom.Tx) error {
					first := fmt.Sprint(tx.Range(0, 24))
					r.Work(1)
					if again := fmt.Sprint(tx.Range(0, 24)); again != first {
						r.Errorf("Range(0, 24) = %v, and then %v in the same View", first, again)
					}
					return nil
				})
			},
			func() {
				insert(empty, ann)
				want(r, empty, ann)
			},
		)
	})
}

// An Update too finds the same in a range twice, whoever commits meanwhile, and what it
// has inserted itself.
func TestUpdateSeesOneMoment(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		c := phantom.New()
		r.Open()
		meanwhile := once(func() {
			r.Go("bob", func() { insert(c, bob) })
			r.Settle() // bob has finished, or waits for this Update
		})
		c.Update(func(tx *phantom.Tx) error {
			before := tx.Range(0, 24)
			meanwhile()
			if again := tx.Range(0, 24); fmt.Sprint(again) != fmt.Sprint(before) {
				r.Errorf("Range(0, 24) = %v, and then %v in the same Update", before, again)
			}
			tx.Insert(eve)
			if own := tx.Range(0, 24); len(own) != len(before)+1 || own[0] != eve {
				r.Errorf("Range(0, 24) = %v after Insert(%v); want it first of %d", own, eve, len(before)+1)
			} else {
				own[0].Who = "nobody" // the caller's slice, not the calendar's
			}
			if others := tx.Range(1, 24); fmt.Sprint(others) != fmt.Sprint(before) {
				r.Errorf("Range(1, 24) = %v after Insert(%v); want %v", others, eve, before)
			}
			return nil
		})
		r.Join()
		want(r, c, eve, bob)
	})
}

// Each takes the room if it is free. Of two whose times overlap exactly one gets it, and
// the other is told so.
func TestOneOfTwoWins(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		c := phantom.New()
		r.Open()
		var errOfBob error
		meanwhile := once(func() {
			r.Go("bob", func() { errOfBob = reserve(c, bob, func() {}) })
			r.Settle() // bob has finished, or waits for ann's Update
		})
		errOfAnn := reserve(c, ann, meanwhile)
		r.Join()
		switch {
		case errOfAnn == nil && errOfBob == errTaken:
			want(r, c, ann)
		case errOfAnn == errTaken && errOfBob == nil:
			want(r, c, bob)
		default:
			r.Errorf("Update() = %v for ann, %v for bob; want nil for one, %v for the other", errOfAnn, errOfBob, errTaken)
		}

		// Whose times do not overlap both get it.
		c = phantom.New()
		errOfAnn = reserve(c, ann, once(func() {
			r.Go("eve", func() { insert(c, eve) })
			r.Settle() // eve has finished, or waits for ann's Update
		}))
		r.Join()
		if errOfAnn != nil {
			r.Errorf("Update() = %v for ann, whose time is free; want nil", errOfAnn)
		}
		want(r, c, eve, ann)

		// They want other hours, but each wants the house for itself.
		c = phantom.New()
		alone := func(b phantom.Booking, between func()) error {
			return c.Update(func(tx *phantom.Tx) error {
				tx.Range(b.From, b.To)
				free := len(tx.Range(0, 24)) == 0
				tx.Range(b.From, b.To)
				between()
				if !free {
					return errTaken
				}
				tx.Insert(b)
				return nil
			})
		}
		var errOfEve error
		errOfAnn = alone(ann, once(func() {
			r.Go("eve", func() { errOfEve = alone(eve, func() {}) })
			r.Settle() // eve has finished, or waits for ann's Update
		}))
		r.Join()
		if (errOfAnn == nil) == (errOfEve == nil) {
			r.Errorf("each inserts if Range(0, 24) is empty: Update() = %v for ann, %v for eve; want nil for one, %v for the other", errOfAnn, errOfEve, errTaken)
		}

		days := r.Size(50, 1)
		won := make([][]bool, r.Size(4, 2)) // each guest has a row of its own
		for me := range won {
			won[me] = make([]bool, days)
			r.Go("guest", func() {
				for day := range days {
					from := 24*(day+1) + me
					won[me][day] = reserve(c, phantom.Booking{From: from, To: from + 9}, func() {}) == nil
				}
			})
		}
		r.Join()
		for day := range days {
			winners := 0
			for me := range won {
				if won[me][day] {
					winners++
				}
			}
			if winners != 1 {
				r.Fatalf("Update() = nil for %d of %d whose times overlap; want 1", winners, len(won))
			}
		}
	})
}

// An Update whose function runs again, however often others are faster, keeps what the
// last run has inserted, once, and nothing of the runs before.
func TestEachRunStartsAnew(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		c := phantom.New()
		r.Open()
		others := r.Size(101, 2)
		err := bookNext(c, "ann", func() {
			if others > 0 {
				others--
				r.Go("bob", func() { bookNext(c, "bob", func() {}) })
				r.Settle() // bob has finished, or waits for ann's Update
			}
		})
		r.Join()
		if err != nil {
			r.Errorf("Update() = %v; want nil", err)
		}
		booked, ofAnn := all(c), 0
		for hour, b := range booked {
			if b.Who == "ann" {
				ofAnn++
			}
			if b.From != hour {
				r.Fatalf("afterwards: Range(0, 480) = %v; want one for each hour from 0", booked)
			}
		}
		if ofAnn != 1 {
			r.Errorf("afterwards: Range(0, 480) = %v; want 1 of ann", booked)
		}
	})
}

// An Update is seen as a whole or not at all: not before it ends, not in part, and never
// if its function fails.
func TestAllOrNothing(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		c := phantom.New()
		r.Open()
		look := func() bool {
			found := all(c)
			if len(found)%2 != 0 {
				r.Errorf("Range(0, 480) = %v; want both bookings of an Update or none", found)
			}
			return len(found)%2 == 0
		}
		meanwhile := once(func() {
			r.Go("look", func() { look() })
			r.Settle() // it has looked, or waits for this Update
		})
		err := c.Update(func(tx *phantom.Tx) error {
			tx.Insert(ann)
			meanwhile()
			return errChangedMind
		})
		r.Join()
		if err != errChangedMind {
			r.Errorf("Update() = %v; want what its function returned: %v", err, errChangedMind)
		}
		want(r, c)
		insert(c, ann)
		insert(c, bob)
		insert(c, bob)
		c.Update(func(tx *phantom.Tx) error {
			tx.Insert(eve)
			return errChangedMind
		})
		want(r, c, ann, bob, bob)
		insert(c, bob)

		rounds := r.Size(100, 1)
		r.Go("booker", func() {
			for n := range rounds {
				insert(c, phantom.Booking{From: n % 24, To: 24}, phantom.Booking{From: 24 + n%24, To: 48})
			}
		})
		r.Go("viewer", func() {
			for ok, n := true, 0; ok && n < rounds; n++ {
				ok = look()
			}
		})
		r.Join()
	})
}

var (
	eve = phantom.Booking{From: 0, To: 1, Who: "eve"}
	ann = phantom.Booking{From: 9, To: 11, Who: "ann"}
	bob = phantom.Booking{From: 10, To: 12, Who: "bob"}

	errTaken       = errors.New("taken")
	errChangedMind = errors.New("changed my mind")
)

// reserve inserts b if its time is free, and does something else between the two.
func reserve(c *phantom.Calendar, b phantom.Booking, between func()) error {
	return c.Update(func(tx *phantom.Tx) error {
		free := len(tx.Range(b.From, b.To)) == 0
		between()
		if !free {
			return errTaken
		}
		tx.Insert(b)
		return nil
	})
}

// insert books without looking.
func insert(c *phantom.Calendar, bookings ...phantom.Booking) {
	c.Update(func(tx *phantom.Tx) error {
		for _, b := range bookings {
			tx.Insert(b)
		}
		return nil
	})
}

// once returns a function that calls f the first time only: Update may run its function
// again.
func once(f func()) func() {
	return func() {
		if g := f; g != nil {
			f = nil
			g()
		}
	}
}

// bookNext inserts a booking of the hour after all others, and does something else
// between the look and the insert.
func bookNext(c *phantom.Calendar, who string, between func()) error {
	return c.Update(func(tx *phantom.Tx) error {
		n := len(tx.Range(0, 480))
		between()
		tx.Insert(phantom.Booking{From: n, To: n + 1, Who: who})
		return nil
	})
}

// all is what a new View finds.
func all(c *phantom.Calendar) (found []phantom.Booking) {
	c.View(func(tx *phantom.Tx) error {
		found = tx.Range(0, 480)
		return nil
	})
	return found
}

func want(r *harness.Run, c *phantom.Calendar, bookings ...phantom.Booking) {
	r.Helper()
	if got := all(c); !slices.Equal(got, bookings) {
		r.Errorf("afterwards: Range(0, 480) = %v; want %v", got, bookings)
	}
}
