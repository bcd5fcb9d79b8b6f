package term

import "github.com/fatih/color"

// Palette is the few colours of a report, each with one meaning. The zero value
// paints nothing. Colour only repeats what the words already say.
type Palette struct {
	// Color turns the colours on.
	Color bool
}

// Good is for what passed.
func (p Palette) Good(s string) string { return p.paint(s, color.FgGreen) }

// Bad is for what failed.
func (p Palette) Bad(s string) string { return p.paint(s, color.FgRed) }

// Warn is for what needs a look and costs nothing.
func (p Palette) Warn(s string) string { return p.paint(s, color.FgYellow) }

// Faint is for what may be skipped.
func (p Palette) Faint(s string) string { return p.paint(s, color.Faint) }

// Strong is for headings and places.
func (p Palette) Strong(s string) string { return p.paint(s, color.Bold) }

// paint sets the switch of its own Color value, because the package of colours
// would otherwise look at this process's standard output.
func (p Palette) paint(s string, as ...color.Attribute) string {
	if s == "" {
		return ""
	}
	c := color.New(as...)
	if p.Color {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c.Sprint(s)
}
