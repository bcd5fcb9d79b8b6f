package rewrite

import (
	"bytes"
	"cmp"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// text is a source with edits. Edits never move what is not edited to another line: a
// replacement has the line ends of what it replaces, or says with a line directive
// where it goes on.
//
// Edits are made from the inside to the outside: what is wrapped has been edited.
type text struct {
	src   []byte
	marks []mark
}

// mark is what is done at an offset. There, what closes something to the left comes
// first, then what opens something to the right, then a cut.
type mark struct {
	at            int
	closes, opens string
	// cut is the end of what is replaced by instead, or 0.
	cut     int
	instead string
}

// mark returns the mark at an offset, which is valid until the next call.
func (t *text) mark(at int) *mark {
	i, found := t.find(at)
	if !found {
		t.marks = slices.Insert(t.marks, i, mark{at: at})
	}
	return &t.marks[i]
}

func (t *text) find(at int) (int, bool) {
	return slices.BinarySearchFunc(t.marks, at, func(m mark, at int) int { return cmp.Compare(m.at, at) })
}

// open puts s in front of what starts at an offset, and what was put there before.
func (t *text) open(at int, s string) {
	m := t.mark(at)
	m.opens = s + m.opens
}

// close puts s behind what ends at an offset, and what was put there before.
func (t *text) close(at int, s string) { t.mark(at).closes += s }

// replace puts s in the place of a range and of all edits in it; line ends are kept
// behind s.
func (t *text) replace(from, to int, s string) {
	t.put(from, to, s+strings.Repeat("\n", bytes.Count(t.src[from:to], []byte("\n"))))
}

// put is replace for an s that keeps count of lines itself.
func (t *text) put(from, to int, s string) {
	t.mark(from).opens = ""
	t.mark(to).closes = ""
	i, _ := t.find(from)
	j, _ := t.find(to)
	t.marks = slices.Delete(t.marks, i+1, j)
	t.marks[i].cut, t.marks[i].instead = to, s
}

// render is the edited text of a range, whose ends are those of a node or not edited.
func (t *text) render(from, to int) string {
	var out strings.Builder
	i, _ := t.find(from)
	at := from
	for ; i < len(t.marks) && t.marks[i].at <= to; i++ {
		m := t.marks[i]
		out.Write(t.src[at:m.at])
		at = m.at
		if m.at > from {
			out.WriteString(m.closes)
		}
		if m.at == to {
			break
		}
		out.WriteString(m.opens)
		if m.cut > 0 {
			out.WriteString(m.instead)
			at = m.cut
		}
	}
	out.Write(t.src[at:to])
	return out.String()
}

// composer puts a text together from pieces of a file in another order. Each piece
// keeps its line.
type composer struct {
	w    *walker
	out  strings.Builder
	line int
}

// compose starts a text at pos.
func (w *walker) compose(pos token.Pos) *composer { return &composer{w: w, line: w.line(pos)} }

// add appends s, which has no line ends.
func (c *composer) add(s string) { c.out.WriteString(s) }

// at makes what follows be on the line of pos.
func (c *composer) at(pos token.Pos) {
	if line := c.w.line(pos); line != c.line {
		c.out.WriteString("/*line :" + strconv.Itoa(line) + ":1*/")
		c.line = line
	}
}

// node appends the edited text of n.
func (c *composer) node(n interface {
	Pos() token.Pos
	End() token.Pos
}) {
	c.at(n.Pos())
	c.add(c.w.text.render(c.w.at(n.Pos()), c.w.at(n.End())))
	c.line = c.w.line(n.End())
}

// replace puts the composed text in the place of a range.
func (c *composer) replace(from, to token.Pos) {
	c.at(to)
	c.w.text.put(c.w.at(from), c.w.at(to), c.out.String())
}
