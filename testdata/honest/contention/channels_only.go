package contention

// edition is one printing of the whole board. Nobody writes on an edition that has been
// in the channel.
type edition struct {
	pages map[string]string
	total int
}

// Board keeps its newest edition in a channel with one place. Taking it out and putting
// one back is all the locking there is.
type Board struct {
	render func(text string) string
	newest chan edition
}

// New returns an empty board that makes pages by render.
func New(render func(text string) string) *Board {
	b := &Board{render: render, newest: make(chan edition, 1)}
	b.newest <- edition{pages: map[string]string{}}
	return b
}

// look returns the newest edition and leaves it where it is.
func (b *Board) look() edition {
	e := <-b.newest
	b.newest <- e
	return e
}

// Post renders text, once, and puts the page in the place of what was under id.
func (b *Board) Post(id, text string) {
	page := b.render(text)

	old := <-b.newest
	next := edition{pages: make(map[string]string, len(old.pages)+1)}
	for k, v := range old.pages {
		next.pages[k] = v
	}
	next.pages[id] = page
	for _, v := range next.pages {
		next.total += len(v)
	}
	b.newest <- next
}

// Get returns the page under id, or "" if there is none.
func (b *Board) Get(id string) string {
	return b.look().pages[id]
}

// View calls f once with all pages and the sum of their lengths.
func (b *Board) View(f func(pages map[string]string, total int)) {
	e := b.look()
	f(e.pages, e.total)
}
