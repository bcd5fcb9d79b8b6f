package actor

import (
	"sync"
	"testing"
)

// Two goroutines pay in and take out: the books are right at the end.
func TestAccount(t *testing.T) {
	a := Open()
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		wg.Go(func() {
			a.Deposit(10)
			errs[i] = a.Withdraw(4) // own deposit is handled before
		})
	}
	wg.Wait()
	for i, err := range errs {
		if err != nil {
			t.Errorf("customer %d: %v", i, err)
		}
	}
	if total, ok := a.Balance(); !ok || total != 12 {
		t.Errorf("balance %d, %v, want 12", total, ok)
	}
	if err := a.Withdraw(13); err != ErrFunds {
		t.Errorf("overdraw: %v", err)
	}
	a.Stop()
	if err := a.Withdraw(1); err != ErrStopped {
		t.Errorf("after the stop: %v", err)
	}
}

// Asking and stopping at the same time: an answer, or ErrStopped, never a hang.
func TestStopWhileAsking(t *testing.T) {
	a := Open()
	a.Deposit(1)
	result := make(chan error)
	go func() { result <- a.Withdraw(1) }()
	a.Stop()
	if err := <-result; err != nil && err != ErrStopped {
		t.Errorf("withdraw: %v", err)
	}
	a.Stop() // harmless
}
