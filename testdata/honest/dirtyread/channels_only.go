package dirtyread

import "maps"

// Store holds numbers by name. Make one with New. Its methods may be called by many
// goroutines at once.
type Store struct {
	// The channel has room for one map. Receive it to read or change it, and send it
	// back at once.
	values chan map[string]int
}

// New returns a store without keys.
func New() *Store {
	s := &Store{values: make(chan map[string]int, 1)}
	s.values <- map[string]int{}
	return s
}

// with lends the committed values to f.
func (s *Store) with(f func(values map[string]int)) {
	values := <-s.values
	defer func() { s.values <- values }()
	f(values)
}

// Begin starts a transaction. Any number of them may be open at the same time.
func (s *Store) Begin() *Tx {
	return &Tx{store: s}
}

// All returns all that is committed, at one moment, as a map of the caller's own.
func (s *Store) All() (all map[string]int) {
	s.with(func(values map[string]int) { all = maps.Clone(values) })
	return all
}

type change struct {
	key   string
	value int
}

// Tx is a transaction: a list of changes still to be made.
type Tx struct {
	store *Store
	todo  []change
}

// Get returns what this transaction has set k to. If it has not set k, Get returns
// the committed value, or 0 if there is none.
func (t *Tx) Get(k string) (v int) {
	for i := len(t.todo) - 1; i >= 0; i-- {
		if t.todo[i].key == k {
			return t.todo[i].value
		}
	}
	t.store.with(func(values map[string]int) { v = values[k] })
	return v
}

// Set changes k for this transaction; for everybody else, when it commits.
func (t *Tx) Set(k string, v int) {
	t.todo = append(t.todo, change{k, v})
}

// Commit makes all changes of the transaction visible, in one step. If several
// transactions have set the same key, the one that commits last wins.
func (t *Tx) Commit() {
	t.store.with(func(values map[string]int) {
		for _, c := range t.todo {
			values[c.key] = c.value
		}
	})
	t.todo = nil
}

// Rollback drops the changes of the transaction. After Commit it does nothing.
func (t *Tx) Rollback() {
	t.todo = nil
}
