package table

import (
	"fmt"
	"io"
	"strings"

	"racekit/grader/report/term"
)

// progress is the line that says what a grading is at.
type progress struct {
	w     io.Writer
	live  bool
	width int
	// doing is the phase that was said last; shown is the width of the line that
	// stands on a live terminal.
	doing string
	shown int
}

// say shows line on a live terminal, over the one before. Elsewhere it writes doing
// once, when it changes.
func (p *progress) say(doing string, line func() string) error {
	if p.w == nil {
		return nil
	}
	if !p.live {
		if doing == p.doing {
			return nil
		}
		p.doing = doing
		return p.put(term.Defuse(doing) + "\n")
	}
	text := term.Cut(line(), p.width-1) // the last column would wrap
	blank := strings.Repeat(" ", max(p.shown-term.Width(text), 0))
	p.shown = term.Width(text)
	return p.put("\r" + text + blank)
}

// clear takes the line off a live terminal. Spaces do it where escapes do not.
func (p *progress) clear() error {
	if p.shown == 0 {
		return nil
	}
	blank := strings.Repeat(" ", p.shown)
	p.shown = 0
	return p.put("\r" + blank + "\r")
}

func (p *progress) put(s string) error {
	if _, err := io.WriteString(p.w, s); err != nil {
		return fmt.Errorf("writing the progress: %w", err)
	}
	return nil
}
