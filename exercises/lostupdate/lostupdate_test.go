package lostupdate_test

import (
	"errors"
	"sync/atomic"
	"testing"

	"racekit/exercises/lostupdate"

	"racekit/grader/harness"
)

// Whoever deposits and withdraws at the same time as others finds all of it in the
// balance: nobody's update is written over.
func TestEveryUpdateCounts(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		goroutines, each := r.Size(5, 2), r.Size(101, 1)
		start := 2 * goroutines * each // enough for every Withdraw
		bank := open(map[string]int{"ann": start})
		for range goroutines {
			r.Go("deposit 3, withdraw 2", func() {
				for range each {
					bank.Deposit("ann", 3)
					if err := bank.Withdraw("ann", 2); err != nil {
						r.Errorf("Withdraw(ann, 2) = %v with enough money; want nil", err)
					}
				}
			})
		}
		r.Join()
		wantBalance(r, bank, "ann", start+goroutines*each)
	})
}

// Of many who withdraw at the same time as many succeed as there is money for, no
// more and no less.
func TestNeverOverdrawn(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		goroutines, each := r.Size(5, 2), r.Size(101, 1)
		start := goroutines*each - r.Size(7, 1) // somebody must come too late
		bank := open(map[string]int{"ann": start})
		var paid atomic.Int32
		for range goroutines {
			r.Go("withdraw 1", func() {
				for range each {
					if took(r, "Withdraw(ann, 1)", bank.Withdraw("ann", 1)) {
						paid.Add(1)
					}
				}
			})
		}
		r.Join()
		if n := int(paid.Load()); n != start {
			r.Errorf("%d of %d Withdraw(ann, 1) succeeded; want %d", n, goroutines*each, start)
		}
		wantBalance(r, bank, "ann", 0)
	})
}

// Transfers that meet on the same accounts, in both directions, move each amount once
// and lose none.
func TestTransfersKeepTheTotal(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		each := r.Size(101, 1)
		start := 5 * each // enough for every Transfer and Withdraw
		bank := open(map[string]int{"ann": start, "bob": start, "eve": start})
		transfer := func(from, to string, n int) {
			r.Go(from+" to "+to, func() {
				for range each {
					if err := bank.Transfer(from, to, n); err != nil {
						r.Errorf("Transfer(%s, %s, %d) = %v with enough money; want nil", from, to, n, err)
					}
				}
			})
		}
		transfer("ann", "bob", 1)
		transfer("bob", "ann", 3)
		transfer("eve", "bob", 1)
		r.Go("deposit to ann, withdraw from bob", func() {
			for range each {
				bank.Deposit("ann", 5)
				if err := bank.Withdraw("bob", 2); err != nil {
					r.Errorf("Withdraw(bob, 2) = %v with enough money; want nil", err)
				}
			}
		})
		r.Join()
		wantBalance(r, bank, "ann", start+7*each)
		wantBalance(r, bank, "bob", start-3*each)
		wantBalance(r, bank, "eve", start-each)
	})
}

// Who has 10 and gives 10 to two others at the same time gives to one of them. The
// other never has that money, not even for the moment in which it could be spent. And
// nobody ever sees it in two places.
func TestMoneyIsSpentOnce(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		type round struct {
			bank                *lostupdate.Bank
			toBob, toEve, spent bool // each is written by one goroutine
		}
		rounds := make([]round, r.Size(100, 1))
		for i := range rounds {
			rounds[i].bank = open(map[string]int{"ann": 10})
		}
		each := func(name string, f func(*round)) {
			r.Go(name, func() {
				for i := range rounds {
					f(&rounds[i])
				}
			})
		}
		each("ann to bob", func(it *round) { it.toBob = took(r, "Transfer(ann, bob, 10)", it.bank.Transfer("ann", "bob", 10)) })
		each("ann to eve", func(it *round) { it.toEve = took(r, "Transfer(ann, eve, 10)", it.bank.Transfer("ann", "eve", 10)) })
		each("bob spends", func(it *round) { it.spent = took(r, "Withdraw(bob, 10)", it.bank.Withdraw("bob", 10)) })
		each("look", func(it *round) {
			if bob, ann := it.bank.Balance("bob"), it.bank.Balance("ann"); bob == 10 && ann == 10 {
				r.Errorf("Balance(bob) = 10, and then Balance(ann) = 10, and there is only one 10; want 0 on one of them")
			} else if bob < 0 || ann < 0 {
				r.Errorf("Balance(bob) = %d, Balance(ann) = %d; want no account overdrawn", bob, ann)
			}
		})
		r.Join()

		for i := range rounds {
			it := &rounds[i]
			if it.toBob == it.toEve {
				r.Errorf("ann has 10: Transfer(ann, bob, 10) done: %t; Transfer(ann, eve, 10) done: %t; want one", it.toBob, it.toEve)
			}
			wantBalance(r, it.bank, "ann", 0)
			wantBalance(r, it.bank, "bob", ten(it.toBob)-ten(it.spent))
			wantBalance(r, it.bank, "eve", ten(it.toEve))
			if it.spent && !it.toBob {
				r.Fatalf("Withdraw(bob, 10) = nil, but bob never had 10")
			}
		}
	})
}

// One goroutine is enough to lose an update: an account may give to itself, and then
// two balances that were read are one.
func TestTransferToItself(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		bank := open(map[string]int{"ann": 10})
		if err := bank.Transfer("ann", "ann", 10); err != nil {
			r.Errorf("Transfer(ann, ann, 10) = %v; want nil", err)
		}
		wantBalance(r, bank, "ann", 10)
		if took(r, "Transfer(ann, ann, 11)", bank.Transfer("ann", "ann", 11)) {
			r.Errorf("Transfer(ann, ann, 11) = nil with 10; want %v", lostupdate.ErrInsufficient)
		}
		wantBalance(r, bank, "ann", 10)
	})
}

func open(balances map[string]int) *lostupdate.Bank {
	return lostupdate.New(lostupdate.NewStore(balances))
}

func wantBalance(r *harness.Run, bank *lostupdate.Bank, id string, want int) {
	r.Helper()
	if got := bank.Balance(id); got != want {
		r.Errorf("Balance(%s) = %d; want %d", id, got, want)
	}
}

// took reports whether the call succeeded. ErrInsufficient is the only other way.
func took(r *harness.Run, call string, err error) bool {
	r.Helper()
	if err != nil && !errors.Is(err, lostupdate.ErrInsufficient) {
		r.Errorf("%s = %v; want nil or %v", call, err, lostupdate.ErrInsufficient)
	}
	return err == nil
}

func ten(yes bool) int {
	if yes {
		return 10
	}
	return 0
}
