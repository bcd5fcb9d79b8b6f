// Pages and total are both safe to share, each by itself. A View reads them one after the other.
//
//	verdicts = ["wrong result"]
//	means = "explorer"
//	fails = ["TestViewIsOfOneMoment"]
package contention

import (
	"sync"
	"sync/atomic"
)

// Board keeps a page for each id.
type Board struct {
	render func(text string) string
	pages  sync.Map // from string to string
	total  atomic.Int64
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	return &Board{render: render}
}

// Post renders text and puts the page under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	old, _ := b.pages.Swap(id, page) // mutant: from here on the total is not that of the pages
	was, _ := old.(string)
	b.total.Add(int64(len(page) - len(was))) // mutant: a step of its own
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	page, _ := b.pages.Load(id)
	text, _ := page.(string)
	return text
}

// View calls f with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	pages := make(map[string]string)
	b.pages.Range(func(id, page any) bool { // mutant: reads one page after the other
		pages[id.(string)] = page.(string)
		return true
	})
	f(pages, int(b.total.Load())) // mutant: another moment than that of the pages
}
