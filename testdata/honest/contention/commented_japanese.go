// Package contention は、多くのゴルーチンが書き込み、読む掲示板です。
package contention

import (
	"maps"
	"sync"
)

// version はある時点の掲示板です。誰かが見ている間は書き換えません。
type version struct {
	pages   map[string]string
	total   int
	viewers int // この版を見ている View の数
}

// Board は id ごとにページを一枚持ちます。
type Board struct {
	render func(text string) string

	mu  sync.Mutex
	cur *version // mu で保護
}

// New は空の掲示板を返します。
func New(render func(text string) string) *Board {
	return &Board{
		render: render,
		cur:    &version{pages: map[string]string{}},
	}
}

// Post は text を一度だけ描画し、id のページと入れ替えます。
func (b *Board) Post(id, text string) {
	page := b.render(text) // 時間がかかるので、鍵の外で

	b.mu.Lock()
	defer b.mu.Unlock()
	if b.cur.viewers > 0 {
		// 見ている人がいる時だけ複製する。古い版は見ている人のもの。
		b.cur = &version{pages: maps.Clone(b.cur.pages), total: b.cur.total}
	}
	b.cur.total += len(page) - len(b.cur.pages[id])
	b.cur.pages[id] = page
}

// Get は id のページを返します。なければ "" です。
func (b *Board) Get(id string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.cur.pages[id]
}

// View は全ページと長さの合計を f に見せます。f の実行中は鍵を持ちません。
func (b *Board) View(f func(pages map[string]string, total int)) {
	v, total := b.enter()
	defer b.leave(v)
	f(v.pages, total)
}

func (b *Board) enter() (*version, int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cur.viewers++
	return b.cur, b.cur.total
}

func (b *Board) leave(v *version) {
	b.mu.Lock()
	defer b.mu.Unlock()
	v.viewers--
}
