// The loop starts again after the check: the money may be gone by then.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestNeverOverdrawn", "TestMoneyIsSpentOnce"]
package lostupdate

// Bank keeps the balance of each account in its store.
type Bank struct {
	store *Store
}

// New returns a bank on store.
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	return b.store.Get(id)
}

// Deposit adds n to the account id.
func (b *Bank) Deposit(id string, n int) {
	for {
		balance := b.store.Get(id)
		if b.store.CompareAndPut(id, balance, balance+n) {
			return
		}
	}
}

// Withdraw takes n from the account id if it is there.
func (b *Bank) Withdraw(id string, n int) error {
	balance := b.store.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	for !b.store.CompareAndPut(id, balance, balance-n) {
		balance = b.store.Get(id) // mutant: a new balance needs a new check
	}
	return nil
}

// Transfer moves n from one account to another if it is there.
func (b *Bank) Transfer(from, to string, n int) error {
	if err := b.Withdraw(from, n); err != nil {
		return err
	}
	b.Deposit(to, n)
	return nil
}
