// Package fuzzyread は、読み手がある一瞬の値を読めるストアです。
package fuzzyread

import (
	"maps"
	"sync"
)

// Store は名前ごとに数を持ちます。
type Store struct {
	mu     sync.Mutex
	values map[string]int // mu で保護。ただし shared なら誰も書かない
	shared bool           // values を持っているトランザクションがある。mu で保護
}

// New は空のストアを返します。
func New() *Store {
	return &Store{values: map[string]int{}}
}

// Set は changes を一度に書きます。
func (s *Store) Set(changes map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shared {
		// 誰かが見ている表には書かない。写しを作って、そちらに書く。
		s.values = maps.Clone(s.values)
		s.shared = false
	}
	maps.Copy(s.values, changes)
}

// Begin は今の値を読むトランザクションを始めます。写しは作りません。
func (s *Store) Begin() *Tx {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shared = true
	return &Tx{values: s.values}
}

// Tx は読むだけのトランザクションです。
type Tx struct {
	values map[string]int // Begin の後は誰も書かないので、鍵は要らない
}

// Get は Begin の時の値を返します。なければ 0 です。
func (t *Tx) Get(k string) int {
	return t.values[k]
}

// Close はトランザクションを終えます。
func (t *Tx) Close() {
	t.values = nil
}
