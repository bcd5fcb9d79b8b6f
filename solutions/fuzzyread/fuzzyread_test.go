package fuzzyread_test

import (
	"testing"

	"racekit/solutions/fuzzyread"

	"racekit/grader/harness"
)

// Whoever reads a key twice gets the same value twice. Meanwhile a writer goes on, and
// does not wait for the reader.
func TestReadsRepeat(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := fuzzyread.New()
		store.Set(money{"till": 50})
		r.Independent(
			func() {
				tx := store.Begin()
				defer tx.Close()
				first := tx.Get("till")
				r.Work(1)
				if again := tx.Get("till"); again != first {
					r.Errorf("Get(till) = %d, and then %d in the same transaction", first, again)
				}
			},
			func() {
				for n := range r.Size(1000, 3) {
					store.Set(money{"till": n})
				}
			},
		)
	})
}

// A transaction sees all of a Set or nothing of it, whichever keys it reads, and in
// whichever order. That it has not read a key yet does not make the key newer.
func TestAllKeysFromOneMoment(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := fuzzyread.New()
		store.Set(money{"till": 50, "safe": 100})
		tx := store.Begin()
		till := tx.Get("till")
		store.Set(money{"till": 0, "safe": 150, "tips": 1})
		if safe, tips := tx.Get("safe"), tx.Get("tips"); till+safe != 150 || tips != 0 {
			r.Errorf("till, safe, tips = %d, %d, %d in one transaction; want 50, 100, 0", till, safe, tips)
		}
		tx.Close()

		rounds := r.Size(300, 1)
		r.Go("mover", func() {
			for n := range rounds {
				store.Set(money{"till": 1 + n, "safe": 149 - n})
			}
		})
		r.Go("waiter", func() {
			for n := range rounds {
				store.Set(money{"tips": 2 + n})
			}
		})
		r.Go("auditor", func() {
			for range rounds {
				if till, safe := balance(store); till+safe != 150 {
					r.Errorf("till, safe = %d, %d in one transaction; want a sum of 150", till, safe)
					return
				}
			}
		})
		r.Join()
		tx = store.Begin()
		defer tx.Close()
		if till, tips := tx.Get("till"), tx.Get("tips"); till != rounds || tips != 1+rounds {
			r.Errorf("till, tips = %d, %d after all Set(); want %d, %d", till, tips, rounds, 1+rounds)
		}
	})
}

// The moment is that of Begin, not that of the first Get.
func TestMomentIsBegin(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		store := fuzzyread.New()
		first := store.Begin()
		defer first.Close()
		store.Set(money{"till": 50})
		tx := store.Begin()
		defer tx.Close()
		store.Set(money{"till": 60})
		if got := first.Get("till"); got != 0 {
			r.Errorf("Get(till) = %d; want 0, as it had no value at Begin", got)
		}
		if got := tx.Get("till"); got != 50 {
			r.Errorf("Get(till) = %d; want 50, the value at Begin", got)
		}
	})
}

// Transactions of different ages are open at the same time. Each keeps its moment, also
// when a younger one is closed, and a new one sees the newest. A Set changes only the
// keys that it names, and the map that it was given stays the caller's.
func TestAgesCoexist(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		expect := func(who string, tx *fuzzyread.Tx, want int) {
			r.Helper()
			if till, safe := tx.Get("till"), tx.Get("safe"); till != want || safe != 100 {
				r.Errorf("%s: till, safe = %d, %d; want %d, 100", who, till, safe, want)
			}
		}
		store := fuzzyread.New()
		store.Set(money{"till": 50, "safe": 100})
		old := store.Begin()
		expect("the oldest", old, 50)
		twin := store.Begin() // of the same age
		change := money{"till": 60}
		twin.Close()
		store.Set(change)
		if len(change) != 1 {
			r.Errorf("the map given to Set: %v afterwards; want it as it was", change)
		}
		young := store.Begin()
		expect("a younger one", young, 60)
		change["till"] = 70
		expect("after a change of the map given to Set", young, 60)
		store.Set(change)
		expect("the oldest, after two Set()", old, 50)
		expect("the younger one, after one Set()", young, 60)
		young.Close()
		store.Set(money{"till": 75})
		expect("the oldest, after the Close() of the younger", old, 50)
		newest := store.Begin()
		expect("a new one", newest, 75)
		old.Close()
		store.Set(money{"till": 80})
		expect("the newest, after the Close() of the oldest and a Set()", newest, 75)
		newest.Close()
	})
}

type money = map[string]int

// balance reads two keys in a transaction of its own.
func balance(store *fuzzyread.Store) (till, safe int) {
	tx := store.Begin()
	defer tx.Close()
	return tx.Get("till"), tx.Get("safe")
}
