// Package strict reads what authors write, and answers every mistake with the file,
// the line and what to do about it.
//
// TOML is decoded with unknown keys refused: a misspelt key is a mistake, not a
// silent default. What the decoder cannot know (a sum, a name that must exist) the
// caller checks, and says with [Source.Mistake], which finds the line of a key.
package strict

import (
	"errors"
	"fmt"
	"go/scanner"
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

// Syntax makes the first complaint of go/parser a [*Mistake]: those after it are
// often its consequences. Other errors are returned as they are.
func Syntax(err error, remedy string) error {
	list, ok := errors.AsType[scanner.ErrorList](err)
	if !ok || len(list) == 0 {
		return err
	}
	at := list[0].Pos
	return &Mistake{File: at.Filename, Line: at.Line, What: list[0].Msg, Remedy: remedy}
}
