package deadlock_test

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"racekit/solutions/deadlock"

	"racekit/grader/harness"
)

// Transfers end in whatever directions they meet, and every one of them counts. Each is
// approved once, and while it is, no other one of its accounts is.
func TestTransfersInAllDirections(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		each := r.Size(200, 1)
		bank := deadlock.New(each, 2*each, each) // enough for every transfer
		var busy [3]atomic.Bool
		var asked atomic.Int32
		transfer := func(from, to int) {
			r.Go(fmt.Sprintf("%d to %d", from, to), func() {
				for range each {
					err := bank.Transfer(from, to, 1, func() error {
						asked.Add(1)
						if busy[from].Swap(true) || busy[to].Swap(true) {
							r.Errorf("while %d to %d is approved, another transfer of these accounts is approved", from, to)
						}
						busy[from].Store(false)
						busy[to].Store(false)
						return nil
					})
					if err != nil {
						r.Errorf("Transfer(%d, %d, 1) = %v with enough money; want nil", from, to, err)
					}
				}
			})
		}
		transfer(0, 1)
		transfer(1, 0)
		transfer(1, 2)
		r.Join()
		wantBalances(r, bank, each, each, 2*each)
		if n := int(asked.Load()); n != 3*each {
			r.Errorf("calls of approve: %d in %d transfers; want one in each", n, 3*each)
		}
	})
}

// However a transfer ends, its accounts are free afterwards, and unless it was approved
// nothing has moved.
func TestRefusedTransferFreesItsAccounts(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		bank := deadlock.New(10, 10)
		r.Open()
		err := bank.Transfer(0, 1, 11, func() error {
			r.Errorf("Transfer(0, 1, 11) asks for approval, and account 0 has 10")
			return nil
		})
		if !errors.Is(err, deadlock.ErrInsufficient) {
			r.Errorf("Transfer(0, 1, 11) = %v with 10; want %v", err, deadlock.ErrInsufficient)
		}
		wantBalances(r, bank, 10, 10)

		if err := bank.Transfer(0, 1, 1, func() error {
			r.Go("look", func() { wantBalances(r, bank, 10, 10) })
			r.Settle() // it has looked, or waits for this transfer
			return errRefused
		}); err != errRefused {
			r.Errorf("not approved: Transfer(0, 1, 1) = %v; want %v", err, errRefused)
		}
		r.Join()
		wantBalances(r, bank, 10, 10)

		wantPanic(r, bank, 0, 1)
		wantBalances(r, bank, 10, 10)

		if err := bank.Transfer(0, 1, 1, yes); err != nil {
			r.Errorf("after a panic of approve: Transfer(0, 1, 1) = %v; want nil", err)
		}
		wantBalances(r, bank, 9, 11)
	})
}

// Nobody waits for accounts that are not his own: not while another transfer is approved,
// and not while a third one waits for that.
func TestUnrelatedTransfersDoNotWait(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		bank := deadlock.New(10, 10, 10, 10, 10)
		slowly := func(from, to int) {
			if err := bank.Transfer(from, to, 1, func() error { r.Work(1); return nil }); err != nil {
				r.Errorf("Transfer(%d, %d, 1) = %v; want nil", from, to, err)
			}
		}
		r.Go("2 to 1", func() { slowly(2, 1) })
		r.Independent(func() { slowly(0, 1) }, func() {
			r.Settle() // one of the two is being approved, the other waits for it
			if got := bank.Balance(3); got != 10 {
				r.Errorf("Balance(3) = %d; want 10", got)
			}
			if err := bank.Transfer(3, 4, 11, yes); !errors.Is(err, deadlock.ErrInsufficient) {
				r.Errorf("Transfer(3, 4, 11) = %v with 10; want %v", err, deadlock.ErrInsufficient)
			}
			if err := bank.Transfer(3, 4, 1, yes); err != nil {
				r.Errorf("Transfer(3, 4, 1) = %v; want nil", err)
			}
		})
		r.Join()
		wantBalances(r, bank, 9, 12, 9, 9, 11)

		// Who waits for the first goes on when that is free, whoever has waited longer for the second.
		first := make(chan bool)
		together := r.Witness(2)
		meet := func() error { together.Arrive(); return nil }
		start := func(from, to int, approve func() error) {
			r.Go(fmt.Sprintf("%d to %d", from, to), func() {
				if err := bank.Transfer(from, to, 1, approve); err != nil {
					r.Errorf("Transfer(%d, %d, 1) = %v; want nil", from, to, err)
				}
			})
			r.Settle() // it is being approved, or waits
		}
		start(0, 1, func() error { <-first; return nil })
		start(2, 3, meet)
		start(3, 2, yes)
		start(1, 0, meet)
		close(first)
		r.Join()
	})
}

// The total is always the same, whoever transfers meanwhile: no money is on the way.
func TestTotalIsOfOneMoment(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		each := r.Size(200, 1)
		bank := deadlock.New(each, each, each)
		transfer := func(from, to int) {
			r.Go(fmt.Sprintf("%d to %d", from, to), func() {
				for range each {
					if err := bank.Transfer(from, to, 1, yes); err != nil {
						r.Errorf("Transfer(%d, %d, 1) = %v with enough money; want nil", from, to, err)
					}
				}
			})
		}
		transfer(0, 2)
		transfer(1, 2)
		r.Go("total", func() {
			for range each {
				if got := bank.Total(); got != 3*each {
					r.Errorf("Total() = %d during transfers; want %d", got, 3*each)
				}
			}
		})
		r.Join()
		wantBalances(r, bank, 0, 0, 3*each)
	})
}

// An account may give to itself: then there is one account, and one lock.
func TestTransferToItself(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		bank := deadlock.New(10)
		var asked atomic.Int32
		ask := func() error { asked.Add(1); return nil }
		if err := bank.Transfer(0, 0, 10, ask); err != nil || asked.Load() != 1 {
			r.Errorf("Transfer(0, 0, 10) = %v, calls of approve: %d; want nil, 1", err, asked.Load())
		}
		wantBalances(r, bank, 10)
		if err := bank.Transfer(0, 0, 1, func() error { return errRefused }); err != errRefused {
			r.Errorf("not approved: Transfer(0, 0, 1) = %v; want %v", err, errRefused)
		}
		wantPanic(r, bank, 0, 0)
		if err := bank.Transfer(0, 0, 11, ask); !errors.Is(err, deadlock.ErrInsufficient) || asked.Load() != 1 {
			r.Errorf("Transfer(0, 0, 11) = %v, calls of approve in all: %d; want %v, 1", err, asked.Load(), deadlock.ErrInsufficient)
		}
		wantBalances(r, bank, 10)

		var busy atomic.Bool
		for _, name := range []string{"0 to 0", "0 to 0 too"} {
			r.Go(name, func() {
				err := bank.Transfer(0, 0, 1, func() error {
					if busy.Swap(true) {
						r.Errorf("while 0 to 0 is approved, another transfer of this account is approved")
					}
					busy.Store(false)
					return nil
				})
				if err != nil {
					r.Errorf("Transfer(0, 0, 1) = %v; want nil", err)
				}
			})
		}
		r.Join()
		wantBalances(r, bank, 10)
	})
}

var errRefused = errors.New("refused")

func yes() error { return nil }

// wantPanic demands that a panic of approve goes on to the caller of Transfer.
func wantPanic(r *harness.Run, bank *deadlock.Bank, from, to int) {
	r.Helper()
	defer func() {
		if v := recover(); v != errRefused {
			r.Errorf("approve panicked: the panic of Transfer(%d, %d, 1) is %v; want %v", from, to, v, errRefused)
		}
	}()
	_ = bank.Transfer(from, to, 1, func() error { panic(errRefused) })
}

// wantBalances demands what each account holds.
func wantBalances(r *harness.Run, bank *deadlock.Bank, want ...int) {
	r.Helper()
	for id, n := range want {
		if got := bank.Balance(id); got != n {
			r.Errorf("Balance(%d) = %d; want %d", id, got, n)
		}
	}
}
