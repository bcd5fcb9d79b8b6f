// Get waits for a page that is on its way, so that it returns the newest.
//
//	verdicts = ["too slow"]
//	means = "native"
//	fails = ["TestGetDuringRender"]
package contention

import "sync"

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

	mu      sync.RWMutex
	pages   map[string]string
	total   int
	pending map[string]chan struct{} // of the latest Post
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render, pages: make(map[string]string), pending: make(map[string]chan struct{})}
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	done := make(chan struct{})
	defer close(done)
	b.mu.Lock()
	b.pending[id] = done
	b.mu.Unlock()

	page := b.render(text)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	b.mu.RLock()
	done := b.pending[id]
	b.mu.RUnlock()
	if done != nil {
		<-done // mutant: a reader waits for slow work of others
	}
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
