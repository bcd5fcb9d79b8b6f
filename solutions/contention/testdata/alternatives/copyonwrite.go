// Package contention never changes what readers look at: each Post makes a new state
// from the last one and publishes it by an atomic pointer. Readers take no lock at all,
// and may look as long as they like.
//
// The Store of a state happens before each Load that returns it. The mutex only orders
// those who make states, so that none is made from one that is out of date.
package contention

import (
	"maps"
	"sync"
	"sync/atomic"
)

// Board keeps a page for each id.
type Board struct {
	render func(text string) string
	posts  sync.Mutex // held by who makes the next state
	now    atomic.Pointer[state]
}

// state is what the board shows. It never changes once it is published.
type state struct {
	pages map[string]string
	total int
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
	b.posts.Lock()
	defer b.posts.Unlock()
	last := b.now.Load()
	next := &state{pages: make(map[string]string, len(last.pages)+1), total: last.total + len(page) - len(last.pages[id])}
	maps.Copy(next.pages, last.pages)
	next.pages[id] = page
	b.now.Store(next)
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
