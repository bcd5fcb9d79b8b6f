// Package contention holds a board of pages that many goroutines post to and read.
//
// This is one right solution: a lock that readers share, and that is not held during a
// render. README.md says why it is right and what the others cost.
package contention

import "sync"

// Board keeps a page for each id. Its methods may be called by many goroutines at once.
type Board struct {
	render func(text string) string // never changes, so it needs no lock

	mu    sync.RWMutex
	pages map[string]string // guarded by mu
	total int               // of all pages together, in bytes; guarded by mu
}

// New returns an empty board that makes pages by render. Render is slow, and may be
// called by several goroutines at once.
func New(render func(text string) string) *Board {
	return &Board{render: render, pages: make(map[string]string)}
}

// Post renders text, once, and puts the page in the place of what was under id. When it
// has returned, everybody sees the page. Where two Posts to one id meet, one of the two
// pages stays.
func (b *Board) Post(id, text string) {
	// Text and page are this goroutine's own, so nobody has to be kept out yet.
	page := b.render(text)

	b.mu.Lock()
	defer b.mu.Unlock()
	// The length of the old page is read here and not before the render: meanwhile
	// another Post may have exchanged it.
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "" if there is none. It waits for no render, and for
// a View at most behind a Post that waits for that.
func (b *Board) Get(id string) string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.pages[id]
}

// View calls f once with all pages and the sum of their lengths, both of the same
// moment, and returns when f has. Nothing changes under the eyes of f. It waits like
// Get. The map belongs to the board: f only reads it, and does not keep it. f does not
// call the board.
func (b *Board) View(f func(pages map[string]string, total int)) {
	// Held while f looks: other readers come in, only those who exchange a page wait.
	b.mu.RLock()
	defer b.mu.RUnlock()
	f(b.pages, b.total)
}
