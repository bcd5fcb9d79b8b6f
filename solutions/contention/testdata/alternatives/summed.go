// Package contention keeps no total: each View sums up the pages that it shows, so the
// two cannot disagree. The pages travel through a channel with one slot, and a Post that
// has taken them out puts a changed copy back; those who look at the last ones are not
// disturbed.
//
// A send happens before the receive that takes its value is complete.
package contention

import "maps"

// Board keeps a page for each id.
type Board struct {
	render func(text string) string
	slot   chan map[string]string // holds pages that never change
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	b := &Board{render: render, slot: make(chan map[string]string, 1)}
	b.slot <- map[string]string{}
	return b
}

// Post renders text, once, and puts the page under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)
	next := maps.Clone(<-b.slot)
	next[id] = page
	b.slot <- next
}

// Get returns the page under id, or "".
func (b *Board) Get(id string) string {
	return b.last()[id]
}

// View calls f with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	pages, total := b.last(), 0
	for _, page := range pages {
		total += len(page)
	}
	f(pages, total)
}

// last returns the pages as they are now.
func (b *Board) last() map[string]string {
	pages := <-b.slot
	b.slot <- pages
	return pages
}
