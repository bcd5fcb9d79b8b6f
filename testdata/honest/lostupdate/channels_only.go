package lostupdate

// Bank passes its store around: whoever has received it from the vault is the only one
// who may use it, and must send it back.
type Bank struct {
	vault chan *Store
}

// New returns a bank on store, which nobody but this bank uses from now on.
func New(store *Store) *Bank {
	vault := make(chan *Store, 1)
	vault <- store
	return &Bank{vault: vault}
}

func (b *Bank) giveBack(s *Store) { b.vault <- s }

// Balance returns what is on the account id.
func (b *Bank) Balance(id string) int {
	s := <-b.vault
	defer b.giveBack(s)

	return s.Get(id)
}

// Deposit adds n, which is above 0, to the account id.
func (b *Bank) Deposit(id string, n int) {
	s := <-b.vault
	defer b.giveBack(s)

	s.Put(id, s.Get(id)+n)
}

// Withdraw takes n, which is above 0, from the account id. If there is less than n, it
// takes nothing and returns ErrInsufficient.
func (b *Bank) Withdraw(id string, n int) error {
	s := <-b.vault
	defer b.giveBack(s)

	return take(s, id, n)
}

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less than n, it moves nothing and returns ErrInsufficient.
func (b *Bank) Transfer(from, to string, n int) error {
	s := <-b.vault
	defer b.giveBack(s)

	if err := take(s, from, n); err != nil {
		return err
	}
	s.Put(to, s.Get(to)+n) // reads again: to may be from
	return nil
}

// take may be called only by who has s from the vault.
func take(s *Store, id string, n int) error {
	balance := s.Get(id)
	if balance < n {
		return ErrInsufficient
	}
	s.Put(id, balance-n)
	return nil
}
