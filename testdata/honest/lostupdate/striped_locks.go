// Package lostupdate keeps bank accounts in a store whose every call is atomic.
package lostupdate

import (
	"hash/fnv"
	"sync"
)

const stripes = 32

// Bank locks by the hash of the account: accounts of different stripes do not wait for
// each other, and no map of locks has to grow.
type Bank struct {
	store *Store
	locks [stripes]sync.Mutex
}

func New(store *Store) *Bank {
	return &Bank{store: store}
}

func stripe(id string) int {
	h := fnv.New32a()
	h.Write([]byte(id)) // never returns an error
	return int(h.Sum32() % stripes)
}

// lock locks the stripes of all ids, each once and in ascending order, so that two
// callers never wait for each other in a circle.
func (b *Bank) lock(ids ...string) (unlock func()) {
	var need [stripes]bool
	for _, id := range ids {
		need[stripe(id)] = true
	}
	for i := range need {
		if need[i] {
			b.locks[i].Lock()
		}
	}
	return func() {
		for i := range need {
			if need[i] {
				b.locks[i].Unlock()
			}
		}
	}
}

// Balance needs no lock, it is one step of the store.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

func (b *Bank) Deposit(id string, n int) {
	defer b.lock(id)()
	b.store.Put(id, b.store.Get(id)+n)
}

func (b *Bank) Withdraw(id string, n int) error {
	defer b.lock(id)()
	have := b.store.Get(id)
	if have < n {
		return ErrInsufficient
	}
	b.store.Put(id, have-n)
	return nil
}

func (b *Bank) Transfer(from, to string, n int) error {
	defer b.lock(from, to)()
	have := b.store.Get(from)
	switch {
	case have < n:
		return ErrInsufficient
	case from == to:
		return nil
	}
	// Debit first: Balance takes no lock and must not see the money twice.
	b.store.Put(from, have-n)
	b.store.Put(to, b.store.Get(to)+n)
	return nil
}
