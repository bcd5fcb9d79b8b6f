// The render has left the lock of the pages, and got one of its own.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestRendersOverlap"]
package contention

import "sync"

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

	rendering sync.Mutex

	mu    sync.RWMutex
	pages map[string]string
	total int
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render, pages: make(map[string]string)}
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	b.rendering.Lock()     // mutant: render may run as often as it likes
	page := b.render(text) // mutant: all others who want to render wait
	b.rendering.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return b.pages[id]
}

// View calls f with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	f(b.pages, b.total)
}
