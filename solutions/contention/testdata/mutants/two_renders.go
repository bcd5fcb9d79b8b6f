// Two may render at a time, so that the others have to wait for nothing.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestRendersOverlap"]
package contention

import "sync"

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

	slots chan struct{}

	mu    sync.RWMutex
	pages map[string]string
	total int
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render, slots: make(chan struct{}, 2), pages: make(map[string]string)}
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	b.slots <- struct{}{}  // mutant: the third one waits
	page := b.render(text) // mutant: two of these at most
	<-b.slots
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
