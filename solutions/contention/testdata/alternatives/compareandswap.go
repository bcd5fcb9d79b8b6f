// Package contention publishes states that never change, as in copy-on-write, without
// any lock: a Post whose state was made from one that is no longer the last throws it
// away and makes another. The page itself is rendered once, before the loop.
package contention

import (
	"maps"
	"sync/atomic"
)

// Board keeps a page for each id.
type Board struct {
	render func(text string) string
	now    atomic.Pointer[state]
}

// state is what the board shows. It never changes once it is published.
type state struct {
	pages map[string]string
	total int
}

// with returns a copy of s with the page under id.
func (s *state) with(id, page string) *state {
	next := &state{pages: make(map[string]string, len(s.pages)+1), total: s.total + len(page) - len(s.pages[id])}
	maps.Copy(next.pages, s.pages)
	next.pages[id] = page
	return next
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	b := &Board{render: render}
	b.now.Store(&state{})
	return b
}

// Post renders text, once, and puts the page under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	for {
		last := b.now.Load()
		if b.now.CompareAndSwap(last, last.with(id, page)) {
			return
		}
	}
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	return b.now.Load().pages[id]
}

// View calls f with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	s := b.now.Load()
	f(s.pages, s.total)
}
