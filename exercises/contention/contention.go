// Package contention holds a board of pages that many goroutines post to and read.
//
// The task: the results are right, but everybody waits for everybody. Hold the lock only
// as long as it is needed, so that slow work and readers overlap, and keep the results
// right. Names and signatures stay as they are. README.md has the contract.
package contention

import "sync"

// Board keeps a page for each id. Its methods may be called by many goroutines at once.
type Board struct {
	render func(text string) string

	mu    sync.Mutex
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
	b.mu.Lock()
	defer b.mu.Unlock()
	// TODO: while render runs, nobody else can do anything, here and in the other methods.
	page := b.render(text)
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "" if there is none. It waits for no render, and for
// a View at most behind a Post that waits for that.
func (b *Board) Get(id string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pages[id]
}

// View calls f once with all pages and the sum of their lengths, both of the same
// moment, and returns when f has. Nothing changes under the eyes of f. It waits like
// Get. The map belongs to the board: f only reads it, and does not keep it. f does not
// call the board.
func (b *Board) View(f func(pages map[string]string, total int)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(b.pages, b.total)
}
