package contention

import (
	"maps"
	"sync/atomic"
)

// state is never changed once it is published.
type state struct {
	pages map[string]string
	total int
}

// Board is copy-on-write, without any lock.
type Board struct {
	render func(string) string
	state  atomic.Pointer[state]
}

func New(render func(text string) string) *Board {
	b := &Board{render: render}
	b.state.Store(&state{pages: map[string]string{}})
	return b
}

func (b *Board) Post(id, text string) {
	page := b.render(text) // once, outside of the loop
	for {
		old := b.state.Load()
		next := &state{
			pages: maps.Clone(old.pages),
			total: old.total - len(old.pages[id]) + len(page),
		}
		next.pages[id] = page
		if b.state.CompareAndSwap(old, next) {
			return
		}
	}
}

func (b *Board) Get(id string) string { return b.state.Load().pages[id] }

func (b *Board) View(f func(pages map[string]string, total int)) {
	s := b.state.Load()
	f(s.pages, s.total)
}
