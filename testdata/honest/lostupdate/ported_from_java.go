// Package lostupdate keeps bank accounts in a store whose every call is atomic.
//
// Ported from our Java BankService. "synchronized (account)" has become a call of
// Account.synchronized.
package lostupdate

import (
	"fmt"
	"sync"
)

// Account is the monitor of one account. It holds no money itself, that is in the store.
type Account struct {
	monitor sync.Mutex
	id      string
	store   *Store
}

// synchronized runs body while no other goroutine is in the monitor.
func (this *Account) synchronized(body func() error) error {
	this.monitor.Lock()
	defer this.monitor.Unlock()
	return body()
}

// credit adds amount.
func (this *Account) credit(amount int) {
	_ = this.synchronized(func() error {
		this.store.Put(this.id, this.store.Get(this.id)+amount)
		return nil
	})
}

// debit subtracts amount, or returns ErrInsufficient.
func (this *Account) debit(amount int) error {
	return this.synchronized(func() error {
		balance := this.store.Get(this.id)
		if balance < amount {
			return ErrInsufficient
		}
		this.store.Put(this.id, balance-amount)
		return nil
	})
}

// Bank keeps the balance of each account in its store.
type Bank struct {
	store    *Store
	accounts sync.Map // string -> *Account, like a ConcurrentHashMap
}

// New returns a bank on store, which nobody but this bank uses from now on.
func New(store *Store) *Bank {
	if store == nil {
		panic("lostupdate: store must not be nil")
	}
	return &Bank{store: store}
}

// getAccount is accounts.computeIfAbsent(id, Account::new).
func (this *Bank) getAccount(id string) *Account {
	if found, ok := this.accounts.Load(id); ok {
		return found.(*Account)
	}
	found, _ := this.accounts.LoadOrStore(id, &Account{id: id, store: this.store})
	return found.(*Account)
}

func requirePositive(amount int) {
	if amount <= 0 {
		panic(fmt.Sprintf("lostupdate: amount %d is not above 0", amount))
	}
}

// Balance returns what is on the account id.
func (this *Bank) Balance(id string) int {
	return this.store.Get(id)
}

// Deposit adds n, which is above 0, to the account id.
func (this *Bank) Deposit(id string, n int) {
	requirePositive(n)
	this.getAccount(id).credit(n)
}

// Withdraw takes n, which is above 0, from the account id.
func (this *Bank) Withdraw(id string, n int) error {
	requirePositive(n)
	return this.getAccount(id).debit(n)
}

// Transfer moves n, which is above 0, from one account to another, or to the same.
// It never holds two monitors, so there is no order of locks to think about.
func (this *Bank) Transfer(from, to string, n int) error {
	requirePositive(n)
	if from == to {
		if this.Balance(from) < n {
			return ErrInsufficient
		}
		return nil
	}
	if err := this.getAccount(from).debit(n); err != nil {
		return err
	}
	this.getAccount(to).credit(n)
	return nil
}
