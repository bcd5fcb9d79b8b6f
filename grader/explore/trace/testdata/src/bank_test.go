// Package src has the tests whose recorded failures the tests of package trace explain.
package src

import (
	"sync"
	"testing"
)

type account struct {
	mu      sync.Mutex
	balance int
}

// withdraw checks and acts in two critical sections.
func (a *account) withdraw(n int) {
	a.mu.Lock()
	b := a.balance
	a.mu.Unlock()
	if b < n {
		return
	}
	a.mu.Lock()
	a.balance = b - n
	a.mu.Unlock()
}

func TestLostUpdate(t *testing.T) {
	a := &account{balance: 100}
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.withdraw(50)
		}()
	}
	wg.Wait()
	if a.balance != 0 {
		t.Errorf("balance = %d, want 0", a.balance)
	}
}

func transfer(from, to *account, n int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	to.mu.Lock()
	defer to.mu.Unlock()
	from.balance -= n
	to.balance += n
}

func TestLockOrder(t *testing.T) {
	a, b := &account{balance: 100}, &account{balance: 100}
	done := make(chan struct{})
	go func() {
		transfer(a, b, 10)
		close(done)
	}()
	transfer(b, a, 20)
	<-done
}

// total locks what its caller has locked.
func (a *account) total() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

func TestSelfLock(t *testing.T) {
	a := &account{}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.total() != 0 {
		t.Error("not empty")
	}
}

type counter struct {
	mu sync.Mutex
	n  int
}

func TestRace(t *testing.T) {
	var c counter
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.mu.Lock()
		c.n++
		c.mu.Unlock()
	}()
	c.n++
	<-done
}

func TestNoUnlock(t *testing.T) {
	var a account
	done := make(chan bool)
	go func() {
		a.mu.Lock()
		a.balance = 1
		done <- true
	}()
	<-done
	a.mu.Lock()
	a.mu.Unlock()
}
