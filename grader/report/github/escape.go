package github

import (
	"fmt"
	"html"
	"strings"
)

// escapeData writes the message of a workflow command: what would end its line, and the
// sign of an escape (actions/runner, ActionCommand.cs).
func escapeData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

// escapeProperty writes a property of a workflow command, which a colon or a comma
// would end as well.
func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}

// plain are the ASCII characters that mean nothing to Markdown inside a line.
const plain = " ,.;/-'%" +
	"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// markdown writes s, one line, so that it is text and nothing else in a table cell or a
// paragraph: a character reference never begins or ends a construct (CommonMark 0.31,
// section 2.5).
func markdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r':
			b.WriteByte(' ')
		case r < 0x80 && !strings.ContainsRune(plain, r):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// escapeHTML writes s for the inside of an HTML element. Beside what HTML needs it hides
// what a line of a log must not hold, in case that the summary is printed to one.
func escapeHTML(s string) string {
	s = html.EscapeString(s)
	return strings.NewReplacer("::", "&#58;:", "##[", "##&#91;", "```", "&#96;``").Replace(s)
}

// preformatted writes s for the inside of <pre> in an HTML block. Such a block ends at
// the first blank line (CommonMark 0.31, section 4.6), so none is left blank.
func preformatted(s string) string {
	lines := strings.Split(escapeHTML(strings.Trim(s, "\n")), "\n")
	for i, line := range lines {
		if strings.TrimSpace(line) == "" {
			lines[i] = "&#32;"
		}
	}
	return strings.Join(lines, "\n")
}
