package strict

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// Source knows where each key of a decoded text stands.
type Source struct {
	file  string
	first int
	text  []byte
}

// Mistake says that the value at path is wrong. A path is the keys joined by dots,
// with the index of an array's element or of a [[table]] counted from 0:
// "title.ja", "test[2].points", "prerequisites[1]". Where the path does not exist
// (a key is missing) the line is that of the table that it belongs to.
func (s *Source) Mistake(path, what, remedy string) error {
	return &Mistake{File: s.file, Line: s.Line(path), What: what, Remedy: remedy}
}

// Line returns the line of path, or of the longest part of it that there is, or
// else of the text's first line.
func (s *Source) Line(path string) int {
	lines := s.index()
	for path != "" {
		if line, ok := lines[path]; ok {
			return line
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return s.first
}

// index finds the line of every key. It is made when a mistake is to be said, which
// is seldom, so that texts without one cost nothing.
func (s *Source) index() map[string]int {
	x := indexer{src: s, lines: map[string]int{}, count: map[string]int{}}
	x.parser.Reset(s.text)
	table := ""
	for x.parser.NextExpression() {
		e := x.parser.Expression()
		if e.Kind == unstable.KeyValue {
			x.keyValue(table, e)
		} else {
			table = x.table(e)
		}
	}
	return x.lines
}

// indexer walks the syntax of one text.
type indexer struct {
	src    *Source
	parser unstable.Parser
	lines  map[string]int
	// count is how many times a [[table]] was seen so far.
	count map[string]int
}

// table notes a [table] or [[table]] and returns its path.
func (x *indexer) table(e *unstable.Node) string {
	path := ""
	for key := e.Key(); key.Next(); {
		path = join(path, string(key.Node().Data))
		last := key.IsLast()
		if last && e.Kind == unstable.ArrayTable {
			x.note(path, key.Node().Raw)
			x.count[path]++
		}
		if n := x.count[path]; n > 0 {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
		if last {
			x.note(path, key.Node().Raw)
		}
	}
	return path
}

// keyValue notes a key, and what its value holds.
func (x *indexer) keyValue(table string, e *unstable.Node) {
	path := table
	for key := e.Key(); key.Next(); {
		path = join(path, string(key.Node().Data))
		x.note(path, key.Node().Raw)
	}
	x.value(path, e.Value())
}

// value notes the elements of an array and the keys of an inline table.
func (x *indexer) value(path string, v *unstable.Node) {
	children := v.Children()
	for i := 0; children.Next(); i++ {
		child := children.Node()
		switch {
		case v.Kind == unstable.InlineTable:
			x.keyValue(path, child)
		case v.Kind == unstable.Array:
			element := fmt.Sprintf("%s[%d]", path, i)
			x.note(element, child.Raw)
			x.value(element, child)
		}
	}
}

// note keeps the first line of a path. Nodes that hold others have no range of
// their own: they stand where the key before them does.
func (x *indexer) note(path string, at unstable.Range) {
	if _, seen := x.lines[path]; seen || at.Length == 0 {
		return
	}
	x.lines[path] = x.src.first + bytes.Count(x.src.text[:at.Offset], []byte("\n"))
}

// join adds a key to a path.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
