// Each id has a lock that is held during the render, so two Posts to one id are rendered one after the other.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestRendersOverlap"]
package contention

import "sync"

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

	posts sync.Map // from id to *sync.Mutex

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
	mine, _ := b.posts.LoadOrStore(id, new(sync.Mutex))
	mine.(*sync.Mutex).Lock() // mutant: another Post to this id is rendering
	defer mine.(*sync.Mutex).Unlock()
	page := b.render(text) // mutant: under a lock
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
