// Package deadlock は、それぞれ鍵を持つ口座の間でお金を移します。
package deadlock

import (
	"sort"
	"sync"
)

// Bank は 0 から番号の付いた口座を持ちます。
type Bank struct {
	accounts []account

	// moment は「ある一瞬」を作るための鍵です。
	// お金を動かす側が RLock(互いに待たない)、合計する側が Lock を取ります。
	// approve の実行中に取ることはありません。
	moment sync.RWMutex
}

type account struct {
	mu      sync.Mutex // 承認中の振替が持つ
	balance int        // 書くのは mu と moment.RLock の両方、読むのは mu か moment.Lock
}

// New は残高の数だけ口座を作ります。
func New(balances ...int) *Bank {
	b := &Bank{accounts: make([]account, len(balances))}
	for i := range balances {
		b.accounts[i].balance = balances[i]
	}
	return b
}

// lock は口座の鍵を番号の小さい順に取ります。全員が同じ順なら輪はできません。
// 同じ番号は一度しか取りません。
func (b *Bank) lock(ids ...int) (unlock func()) {
	sort.Ints(ids)
	var locked []*account
	for i, id := range ids {
		if i > 0 && ids[i-1] == id {
			continue
		}
		a := &b.accounts[id]
		a.mu.Lock()
		locked = append(locked, a)
	}
	return func() {
		for i := len(locked) - 1; i >= 0; i-- {
			locked[i].mu.Unlock()
		}
	}
}

// Transfer は from から to へ n を移します。
func (b *Bank) Transfer(from, to, n int, approve func() error) error {
	unlock := b.lock(from, to)
	defer unlock() // エラーでもパニックでも、必ず返す

	source, target := &b.accounts[from], &b.accounts[to]
	if source.balance < n {
		return ErrInsufficient
	}
	if err := approve(); err != nil {
		return err
	}

	b.moment.RLock()
	defer b.moment.RUnlock()
	source.balance -= n
	target.balance += n
	return nil
}

// Balance は残高を返します。承認を待ちません。
func (b *Bank) Balance(id int) int {
	b.moment.Lock()
	defer b.moment.Unlock()
	return b.accounts[id].balance
}

// Total は一瞬の合計を返します。
func (b *Bank) Total() int {
	b.moment.Lock()
	defer b.moment.Unlock()
	sum := 0
	for i := range b.accounts {
		sum += b.accounts[i].balance
	}
	return sum
}
