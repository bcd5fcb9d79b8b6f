package deadlock

import "slices"

// books is all that the bank knows. It is passed from hand to hand.
type books struct {
	balances []int
	taken    []bool
	// released is closed when a transfer gives its accounts back, and then replaced.
	released chan struct{}
}

// Bank has accounts, which are numbered from 0. Its methods may be called by many
// goroutines at once.
type Bank struct {
	desk chan *books // the books lie here, if nobody has them in the hand
}

// New returns a bank with an account for each balance.
func New(balances ...int) *Bank {
	b := &Bank{desk: make(chan *books, 1)}
	b.desk <- &books{
		balances: slices.Clone(balances),
		taken:    make([]bool, len(balances)),
		released: make(chan struct{}),
	}
	return b
}

func (b *Bank) reserve(from, to int) {
	for {
		bk := <-b.desk
		if !bk.taken[from] && !bk.taken[to] {
			bk.taken[from] = true
			bk.taken[to] = true
			b.desk <- bk
			return
		}
		released := bk.released
		b.desk <- bk
		<-released
	}
}

func (b *Bank) release(from, to int) {
	bk := <-b.desk
	bk.taken[from] = false
	bk.taken[to] = false
	close(bk.released)
	bk.released = make(chan struct{})
	b.desk <- bk
}

// Transfer moves n, which is above 0, from one account to another, or to the same. If
// from has less, it returns ErrInsufficient. Otherwise it calls approve, once, and moves
// the money if approve returns nil; if not, it returns that error.
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	b.reserve(from, to)
	defer b.release(from, to)

	if b.Balance(from) < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err
	}
	bk := <-b.desk
	bk.balances[from] -= n
	bk.balances[to] += n
	b.desk <- bk
	return nil
}

// Balance returns what is on the account id.
func (b *Bank) Balance(id int) int {
	bk := <-b.desk
	defer func() { b.desk <- bk }()
	return bk.balances[id]
}

// Total returns what all accounts hold together, at one moment.
func (b *Bank) Total() int {
	bk := <-b.desk
	defer func() { b.desk <- bk }()
	total := 0
	for _, balance := range bk.balances {
		total += balance
	}
	return total
}
