// Package lostupdate は、口座の残高をストアに保存する銀行です。
//
// ストアの一回一回の呼び出しは不可分ですが、「読んで、計算して、書く」は不可分では
// ありません。そこで銀行自身が鍵を持ちます。
package lostupdate

import "sync"

// Bank は口座の残高を store に保存します。
type Bank struct {
	mu    sync.RWMutex // store の一連の操作を守る
	store *Store
}

// New は store を使う銀行を返します。
func New(store *Store) *Bank {
	return &Bank{store: store}
}

// read は読むだけの処理 f を実行します。読む人どうしは待ちません。
func (b *Bank) read(f func(s *Store)) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	f(b.store)
}

// write は読み書きする処理 f を、他の誰もいない状態で実行します。
func (b *Bank) write(f func(s *Store) error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return f(b.store)
}

// Balance は残高を返します。
func (b *Bank) Balance(id string) (balance int) {
	b.read(func(s *Store) { balance = s.Get(id) })
	return
}

// Deposit は n を預けます。
func (b *Bank) Deposit(id string, n int) {
	b.write(func(s *Store) error {
		s.Put(id, s.Get(id)+n)
		return nil
	})
}

// Withdraw は n を引き出します。足りなければ何もせず ErrInsufficient を返します。
func (b *Bank) Withdraw(id string, n int) error {
	return b.write(func(s *Store) error {
		残高 := s.Get(id)
		if 残高 < n {
			return ErrInsufficient
		}
		s.Put(id, 残高-n)
		return nil
	})
}

// Transfer は from から to へ n を移します。同じ口座なら残高は変わりません。
func (b *Bank) Transfer(from, to string, n int) error {
	return b.write(func(s *Store) error {
		残高 := s.Get(from)
		if 残高 < n {
			return ErrInsufficient
		}
		s.Put(from, 残高-n)
		s.Put(to, s.Get(to)+n) // from == to でも、引いた後の値を読むので正しい
		return nil
	})
}
