// Post puts the page under the lock that readers share.
//
//	verdicts = ["data race", "panic"]
//	means = "native"
//	fails = ["TestRendersOverlap", "TestGetDuringRender", "TestViewIsOfOneMoment"]
package contention

import "sync"

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

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
	page := b.render(text)
	b.mu.RLock()
	defer b.mu.RUnlock()
	b.total += len(page) - len(b.pages[id]) // mutant: others read and write meanwhile
	b.pages[id] = page                      // mutant: others read and write meanwhile
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
