package bank

import (
	"sync"
	"testing"
)

// Transfers in a ring, and an audit in between.
func TestRing(t *testing.T) {
	b := New(10, 10, 10)
	errs := make([]error, 3)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = b.Transfer(i, (i+1)%3, 5)
		}()
	}
	if total := b.Total(); total != 30 {
		t.Errorf("the audit found %d", total)
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			t.Errorf("transfer %d: %v", i, err)
		}
	}
	for i := range b.accounts {
		if got := b.accounts[i].balance; got != 10 {
			t.Errorf("account %d has %d, want 10", i, got)
		}
	}
}

// Two want the same money: one gets it. A transfer to oneself takes one lock.
func TestScarce(t *testing.T) {
	b := New(5, 0, 0)
	failed := make(chan bool)
	for to := 1; to <= 2; to++ {
		go func() { failed <- b.Transfer(0, to, 5) == ErrFunds }()
	}
	if one, two := <-failed, <-failed; one == two {
		t.Errorf("failed: %v, %v", one, two)
	}
	if err := b.Transfer(1, 1, 0); err != nil {
		t.Errorf("to itself: %v", err)
	}
	if total := b.Total(); total != 5 {
		t.Errorf("total %d", total)
	}
}
