// Package strict reads the TOML that authors write, and answers every mistake with
// the file, the line and what to do about it.
//
// TOML is decoded with unknown keys refused: a misspelt key is a mistake, not a
// silent default. What the decoder cannot know (a sum, a name that must exist) the
// caller checks, and says with [Source.Mistake], which finds the line of a key.
package strict

import (
	"fmt"
	"strings"
)

// Mistake is one thing that is wrong in a file, and what to do about it.
type Mistake struct {
	// File is slash-separated and relative to the kit's root.
	File string
	// Line counts from 1. It is 0 where the mistake is the file as a whole.
	Line int
	// What is wrong, as a clause: "points add up to 90".
	What string
	// Remedy is what to do, as an order: "make them 100".
	Remedy string
}

// Error says "file:line: what; remedy" on one line, so that editors and grep
// understand it.
func (m *Mistake) Error() string {
	var b strings.Builder
	b.WriteString(m.File)
	if m.Line > 0 {
		fmt.Fprintf(&b, ":%d", m.Line)
	}
	b.WriteString(": " + m.What)
	if m.Remedy != "" {
		b.WriteString("; " + m.Remedy)
	}
	return b.String()
}
