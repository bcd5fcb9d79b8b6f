package dirtyread_test

import (
	"maps"
	"sync/atomic"
	"testing"

	"racekit/exercises/dirtyread"

	"racekit/grader/harness"
)

// While a transaction is open, only it sees what it has set. Others get the committed
// value, and get it at once.
func TestOthersReadCommitted(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := priced(3, 5)
		var committing atomic.Bool
		r.Independent(
			func() {
				tx := store.Begin()
				tx.Set("coffee", 4)
				tx.Set("cake", 0) // none, which is a value like any other
				r.Work(1)         // not decided yet
				if coffee, cake := tx.Get("coffee"), tx.Get("cake"); coffee != 4 || cake != 0 {
					r.Errorf("Get(coffee), Get(cake) = %d, %d after Set(coffee, 4), Set(cake, 0) in the same transaction; want 4, 0", coffee, cake)
				}
				committing.Store(true)
				tx.Commit()
			},
			func() {
				if got := get(store, "coffee"); got != 3 && !committing.Load() {
					r.Errorf("another transaction: Get(coffee) = %d before Commit; want 3", got)
				}
			},
		)
		if got := get(store, "coffee"); got != 4 {
			r.Errorf("another transaction: Get(coffee) = %d after Commit; want 4", got)
		}
		if got := get(store, "cake"); got != 0 {
			r.Errorf("another transaction: Get(cake) = %d after Commit; want 0", got)
		}

		rounds := r.Size(300, 1)
		r.Go("writer", func() {
			for range rounds {
				tx := store.Begin()
				tx.Set("coffee", -1) // a slip that is corrected before the commit
				tx.Set("coffee", 6)
				tx.Commit()
			}
		})
		r.Go("reader", func() {
			for range rounds {
				if got := get(store, "coffee"); got != 4 && got != 6 {
					r.Errorf("Get(coffee) = %d, which nobody has committed; want 4 or 6", got)
					return
				}
			}
		})
		r.Join()
		if got := get(store, "coffee"); got != 6 {
			r.Errorf("Get(coffee) = %d after the last Commit; want 6", got)
		}
	})
}

// All shows what is committed and nothing else, in a map that belongs to the caller.
func TestAllIsACopyOfTheCommitted(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := priced(3, 5)
		tx := store.Begin()
		tx.Set("coffee", 4)
		tx.Set("tea", 2)
		tx.Set("cake", 0)
		if got := tx.Get("juice"); got != 0 {
			r.Errorf("Get(juice) = %d, which has no value; want 0", got)
		}
		list := store.All()
		want(r, "before Commit", list, prices{"coffee": 3, "cake": 5})

		list["cake"] = 0 // the caller's map, not the store's
		want(r, "after a change of the map that it returned", store.All(), prices{"coffee": 3, "cake": 5})
		tx.Commit()
		want(r, "the map returned before Commit", list, prices{"coffee": 3, "cake": 0})
		want(r, "after Commit", store.All(), prices{"coffee": 4, "cake": 0, "tea": 2})

		none := dirtyread.New().All()
		none["cake"] = 5 // it belongs to the caller too
	})
}

// What is rolled back was never there. It takes nothing along that another
// transaction has committed meanwhile, nor what this one has committed before.
func TestRollbackLeavesNoTrace(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := priced(3, 5)
		mine, other := store.Begin(), store.Begin()
		mine.Set("coffee", 4)
		mine.Set("tea", 2)
		mine.Set("cake", 5) // as it is
		other.Set("coffee", 6)
		other.Commit()
		mine.Rollback()
		mine.Rollback() // as a defer would do it
		want(r, "6 was committed, 4 rolled back", store.All(), prices{"coffee": 6, "cake": 5})
		other.Rollback() // as a defer would do it
		want(r, "Rollback after Commit", store.All(), prices{"coffee": 6, "cake": 5})
	})
}

// Two transactions set the same two keys. Whoever commits last wins both keys,
// whoever set them last. Nor do commits at the same time mix, or lose each other.
func TestCommitsDoNotMix(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := priced(3, 5)
		a, b := store.Begin(), store.Begin()
		a.Set("coffee", 10)
		b.Set("coffee", 20)
		b.Set("cake", 20)
		a.Set("cake", 10)
		b.Commit()
		a.Commit()
		want(r, "the transaction of the 10s committed last", store.All(), prices{"coffee": 10, "cake": 10})

		a, b = store.Begin(), store.Begin()
		a.Get("coffee")
		a.Set("tea", 1)
		a.Set("cake", 10) // as it is
		b.Set("coffee", 20)
		b.Set("cake", 20)
		b.Commit()
		a.Commit() // what it has set, and no more
		want(r, "one set coffee to 20 and cake to 20, and then one tea to 1 and cake to 10", store.All(), prices{"coffee": 20, "cake": 10, "tea": 1})

		rounds := r.Size(200, 1)
		for i, name := range []string{"ann", "bob"} {
			r.Go(name, func() {
				for n := range rounds {
					tx := store.Begin()
					tx.Set("coffee", 2*n+i)
					tx.Set("cake", 2*n+i)
					tx.Set(name, n+1)
					tx.Commit()
				}
			})
		}
		r.Join()
		all := store.All()
		if all["ann"] != rounds || all["bob"] != rounds {
			r.Errorf("All() = %v after %d commits of ann and of bob; want ann and bob at %d", all, rounds, rounds)
		}
		if all["coffee"] != all["cake"] {
			r.Errorf("All() = %v; want coffee and cake from the same transaction", all)
		}
	})
}

// A commit is one step: whoever looks sees all of a transaction, or nothing of it.
func TestCommitIsOneStep(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := priced(0, 0)
		look := func() bool {
			all := store.All()
			if all["coffee"] == all["cake"] {
				return true
			}
			r.Errorf("All() = %v; want both from the same transaction", all)
			return false
		}
		tx := store.Begin()
		tx.Set("coffee", 1)
		look()
		tx.Set("cake", 1)
		tx.Commit()

		rounds := r.Size(300, 1)
		r.Go("writer", func() {
			for n := range rounds {
				tx := store.Begin()
				tx.Set("coffee", 2+n)
				tx.Set("cake", 2+n)
				tx.Commit()
			}
		})
		r.Go("reader", func() {
			for ok, n := true, 0; ok && n < rounds; n++ {
				ok = look()
			}
		})
		r.Join()
		want(r, "after the last Commit", store.All(), prices{"coffee": 1 + rounds, "cake": 1 + rounds})
	})
}

type prices = map[string]int

// priced returns a store with two committed prices.
func priced(coffee, cake int) *dirtyread.Store {
	store := dirtyread.New()
	tx := store.Begin()
	tx.Set("coffee", coffee)
	tx.Set("cake", cake)
	tx.Commit()
	return store
}

// get reads one key in a transaction of its own.
func get(store *dirtyread.Store, k string) int {
	tx := store.Begin()
	defer tx.Commit()
	return tx.Get(k)
}

func want(r *harness.Run, when string, got, want prices) {
	r.Helper()
	if !maps.Equal(got, want) {
		r.Errorf("%s: All() = %v; want %v", when, got, want)
	}
}
