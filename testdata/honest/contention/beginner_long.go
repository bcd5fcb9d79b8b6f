// Package contention holds a board of pages that many goroutines post to and read.
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

// Post renders text, once, and puts the page in the place of what was under id.
func (b *Board) Post(id, text string) {
	// 1. The slow part. No lock is held, so everybody else can go on.
	page := b.render(text)

	// 2. The fast part. The old length has to be read here and not before step 1,
	//    because somebody else could have posted to the same id in the meantime.
	b.mu.Lock()
	oldPage := b.pages[id]
	b.total = b.total - len(oldPage)
	b.total = b.total + len(page)
	b.pages[id] = page
	b.mu.Unlock()
}

// Get returns the page under id, or "" if there is none. It waits for no render and for
// no View.
func (b *Board) Get(id string) string {
	b.mu.Lock()
	page := b.pages[id]
	b.mu.Unlock()
	return page
}

// View calls f once with all pages and the sum of their lengths, both of the same
// moment, and returns when f has.
func (b *Board) View(f func(pages map[string]string, total int)) {
	// f can take as long as it wants, so it must not run under the lock. It gets a
	// copy that nobody changes.
	b.mu.Lock()
	pagesCopy := make(map[string]string)
	for id, page := range b.pages {
		pagesCopy[id] = page
	}
	totalCopy := b.total
	b.mu.Unlock()

	f(pagesCopy, totalCopy)
}
