package deadlock

import (
	"sync"
	"sync/atomic"
)

type Bank struct {
	acct  []account
	total int // transfers only move money, so this never changes
}

type account struct {
	sync.Mutex // held through approve; lock in ascending order
	balance    atomic.Int64
}

func New(balances ...int) *Bank {
	b := &Bank{acct: make([]account, len(balances))}
	for i, n := range balances {
		b.acct[i].balance.Store(int64(n))
		b.total += n
	}
	return b
}

func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	lo, hi := &b.acct[min(from, to)], &b.acct[max(from, to)]
	lo.Lock()
	defer lo.Unlock()
	if hi != lo {
		hi.Lock()
		defer hi.Unlock()
	}
	if b.Balance(from) < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil || from == to {
		return err
	}
	b.acct[from].balance.Add(int64(-n))
	b.acct[to].balance.Add(int64(n))
	return nil
}

func (b *Bank) Balance(id int) int { return int(b.acct[id].balance.Load()) }

func (b *Bank) Total() int { return b.total }
