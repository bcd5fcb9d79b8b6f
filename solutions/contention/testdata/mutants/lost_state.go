// A Post publishes a state that was made from the last one. If another one was published meanwhile, that is lost.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
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

type state struct {
	pages map[string]string
	total int
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	b := &Board{render: render}
	b.now.Store(&state{pages: map[string]string{}})
	return b
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	last := b.now.Load()
	next := &state{maps.Clone(last.pages), last.total + len(page) - len(last.pages[id])}
	next.pages[id] = page
	b.now.Store(next) // mutant: perhaps last is no longer the last
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
