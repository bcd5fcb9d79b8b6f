// The lock is held during the render. Who finds it taken sleeps for a moment and tries again.
//
//	verdicts = ["hang"]
//	means = "native"
//	fails = ["TestRendersOverlap", "TestGetDuringRender", "TestReadersOverlap", "TestViewIsOfOneMoment"]
package contention

import (
	"sync"
	"time"
)

// Board keeps a page for each id.
type Board struct {
	render func(text string) string

	mu    sync.Mutex
	pages map[string]string
	total int
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render, pages: make(map[string]string)}
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	b.lock()
	defer b.mu.Unlock()
	page := b.render(text)
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	b.lock()
	defer b.mu.Unlock()
	return b.pages[id]
}

// View calls f with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	b.lock()
	defer b.mu.Unlock()
	f(b.pages, b.total)
}

func (b *Board) lock() {
	for !b.mu.TryLock() {
		time.Sleep(time.Millisecond) // mutant: waits all the same, and wakes up for nothing
	}
}
