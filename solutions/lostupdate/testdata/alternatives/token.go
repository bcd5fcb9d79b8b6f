// Package lostupdate passes the store itself around: who has received it from the
// channel owns it, and sends it back when he is done. Without the store nobody can do
// anything, so the lock cannot be forgotten.
//
// A send happens before the receive that takes its value is complete, so each owner sees
// what the last one did.
package lostupdate

// Bank keeps the balance of each account in its store.
type Bank struct {
	stores chan *Store // holds the store while nobody owns it
}

// New returns a bank on store.
func New(store *Store) *Bank {
	b := &Bank{stores: make(chan *Store, 1)}
	b.stores <- store
	return b
}

// update lets change alter balances, with the store to itself. If change fails, nothing
// is put.
func (b *Bank) update(change func(get func(string) int, put func(string, int)) error) error {
	store := <-b.stores
	defer func() { b.stores <- store }()
	return change(store.Get, store.Put)
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	store := <-b.stores
	defer func() { b.stores <- store }()
	return store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	_ = b.update(func(get func(string) int, put func(string, int)) error {
		put(id, get(id)+n)
		return nil
	})
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	return b.update(func(get func(string) int, put func(string, int)) error {
		if get(id) < n {
			return ErrInsufficient
		}
		put(id, get(id)-n)
		return nil
	})
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	return b.update(func(get func(string) int, put func(string, int)) error {
		if get(from) < n {
			return ErrInsufficient
		}
		put(from, get(from)-n)
		put(to, get(to)+n)
		return nil
	})
}
