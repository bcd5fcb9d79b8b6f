// Package contention holds a board of pages that many goroutines post to and read.
package contention

import (
	"maps"
	"sync"
)

// cow is a value that is replaced and never changed. Readers take what is there;
// writers stand in line.
type cow[T any] struct {
	writers sync.Mutex // held during a whole update

	mu    sync.RWMutex // held only to read or set value
	value T
}

func (c *cow[T]) load() T {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.value
}

func (c *cow[T]) update(f func(old T) T) {
	c.writers.Lock()
	defer c.writers.Unlock()

	next := f(c.load()) // no reader waits for f

	c.mu.Lock()
	c.value = next
	c.mu.Unlock()
}

type content struct {
	pages map[string]string
	total int
}

func (c content) with(id, page string) content {
	pages := maps.Clone(c.pages)
	if pages == nil { // Clone keeps nil
		pages = make(map[string]string, 1)
	}
	pages[id] = page
	return content{pages, c.total - len(c.pages[id]) + len(page)}
}

// Board keeps a page for each id. Its methods may be called by many goroutines at once.
type Board struct {
	render func(text string) string
	cow[content]
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render}
}

// Post renders text, once, and puts the page in the place of what was under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	b.update(func(old content) content { return old.with(id, page) })
}

// Get returns the page under id, or "" if there is none.
func (b *Board) Get(id string) string {
	return b.load().pages[id]
}

// View calls f once with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	now := b.load()
	f(now.pages, now.total)
}
