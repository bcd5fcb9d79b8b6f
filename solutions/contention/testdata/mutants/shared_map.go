// Each Post publishes a new state, but all states share one map.
//
//	verdicts = ["data race", "panic"]
//	means = "native"
//	fails = ["TestGetDuringRender", "TestViewIsOfOneMoment"]
package contention

import (
	"sync"
	"sync/atomic"
)

// Board keeps a page for each id.
type Board struct {
	render func(text string) string
	posts  sync.Mutex
	now    atomic.Pointer[state]
}

type state struct {
	pages map[string]string
	total int
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	b := &Board{render: render}
	b.now.Store(&state{pages: map[string]string{}})
	return b
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	b.posts.Lock()
	defer b.posts.Unlock()
	last := b.now.Load()
	total := last.total + len(page) - len(last.pages[id])
	last.pages[id] = page // mutant: readers are looking at this map
	b.now.Store(&state{last.pages, total})
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	return b.now.Load().pages[id] // mutant: a Post may be writing this map
}

// View calls f with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	s := b.now.Load()
	f(s.pages, s.total)
}
