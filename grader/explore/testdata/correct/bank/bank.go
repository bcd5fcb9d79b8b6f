// Package bank moves money between accounts, each with a lock of its own; the
// locks are always taken in the order of the account numbers.
package bank

import (
	"errors"
	"sort"
	"sync"
)

// ErrFunds is returned for a transfer of more than there is.
var ErrFunds = errors.New("bank: insufficient funds")

type account struct {
	sync.Mutex
	balance int
}

// Bank has a fixed number of accounts.
type Bank struct {
	accounts []account
}

// New makes a bank whose accounts hold the given amounts.
func New(amounts ...int) *Bank {
	b := &Bank{accounts: make([]account, len(amounts))}
	for i, a := range amounts {
		b.accounts[i].balance = a
	}
	return b
}

// lock locks the accounts with the given numbers, each once, and returns what
// unlocks them.
func (b *Bank) lock(numbers ...int) (unlock func()) {
	sort.Ints(numbers)
	var held []*account
	for i, n := range numbers {
		if i > 0 && numbers[i-1] == n {
			continue
		}
		a := &b.accounts[n]
		a.Lock()
		held = append(held, a)
	}
	return func() {
		for i := len(held) - 1; i >= 0; i-- {
			held[i].Unlock()
		}
	}
}

// Transfer moves amount, or nothing.
func (b *Bank) Transfer(from, to, amount int) error {
	defer b.lock(from, to)()
	if b.accounts[from].balance < amount {
		return ErrFunds
	}
	b.accounts[from].balance -= amount
	b.accounts[to].balance += amount
	return nil
}

// Total sums up all the accounts at one moment.
func (b *Bank) Total() (sum int) {
	all := make([]int, len(b.accounts))
	for i := range all {
		all[i] = i
	}
	defer b.lock(all...)()
	for i := range b.accounts {
		sum += b.accounts[i].balance
	}
	return sum
}
