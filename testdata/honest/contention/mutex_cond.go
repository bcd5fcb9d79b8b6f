// Package contention holds a board of pages that many goroutines post to and read.
package contention

import "sync"

// Board keeps a page for each id. A sync.RWMutex around View would not do: there a Post
// that waits for its turn also stops the readers who come after it. So the lock is only
// ever held for a few instructions, and who is looking is counted.
type Board struct {
	render func(text string) string

	mu      sync.Mutex
	alone   sync.Cond         // nobody is looking any more; its L is &mu
	lookers int               // Views whose function is running; guarded by mu
	pages   map[string]string // written with mu held and lookers == 0
	total   int               // the same
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	b := &Board{render: render, pages: make(map[string]string)}
	b.alone.L = &b.mu
	return b
}

// Post renders text, once, and puts the page in the place of what was under id. It
// waits, with the page in its hand, until nobody is looking.
func (b *Board) Post(id, text string) {
	page := b.render(text)

	b.mu.Lock()
	defer b.mu.Unlock()
	for b.lookers > 0 {
		b.alone.Wait()
	}
	b.total += len(page) - len(b.pages[id])
	b.pages[id] = page
}

// Get returns the page under id, or "" if there is none.
func (b *Board) Get(id string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pages[id]
}

// View calls f once with all pages and the sum of their lengths, both of the same
// moment, and returns when f has.
func (b *Board) View(f func(pages map[string]string, total int)) {
	b.mu.Lock()
	b.lookers++
	pages, total := b.pages, b.total
	b.mu.Unlock()

	defer func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.lookers--; b.lookers == 0 {
			b.alone.Broadcast()
		}
	}()
	f(pages, total)
}
