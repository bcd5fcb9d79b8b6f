// Package contention keeps the plain mutex, and never holds it while somebody else's
// code runs: not during a render, and not while a View looks. Each View gets a copy of
// its own, made under the lock.
package contention

import (
	"maps"
	"sync"
)

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

	mu    sync.Mutex
	pages map[string]string // guarded by mu
	total int               // guarded by mu
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render, pages: make(map[string]string)}
}

// Post renders text, once, and puts the page under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pages[id]
}

// View calls f with a copy of all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	pages, total := b.snapshot()
	f(pages, total)
}

func (b *Board) snapshot() (map[string]string, int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.pages), b.total
}
