package term

import (
	"regexp"
	"strings"
	"unicode"
)

// maxMarks bounds the combining marks on one letter: more would climb over the lines
// above and below.
const maxMarks = 4

// tab is what a tab becomes: how wide a real one is depends on where it stands.
const tab = "    "

// Clean takes out of s what could act on a terminal instead of being read: escape
// sequences, control characters, marks that turn the direction of writing, invisible
// characters. Newlines stay, a tab becomes four spaces, bytes that are not UTF-8
// become U+FFFD.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if strings.ContainsAny(s, introducers) { // the expression costs more than all the rest
		s = sequences.ReplaceAllString(s, "")
	}
	var b strings.Builder
	marks := 0
	for _, r := range s {
		if ' ' <= r && r <= '~' { // most of what there is
			b.WriteRune(r)
			marks = 0
			continue
		}
		if unicode.Is(unicode.M, r) {
			marks++
		} else {
			marks = 0
		}
		switch {
		case r == '\n', r == '\u2028', r == '\u2029', r == '\r', r == '\v', r == '\f':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteString(tab)
		case hidden(r), marks > maxMarks:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hidden reports whether r is a control, a format or an unassigned private character.
func hidden(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Cs, unicode.Co) ||
		r&0xfffe == 0xfffe || // not characters: U+FFFE, U+FFFF and their like
		0xfdd0 <= r && r <= 0xfdef ||
		r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' // blank jamo
}

// introducers begin what sequences matches.
const introducers = "\x1b\u0090\u0098\u009b\u009d\u009e\u009f"

// sequences matches what ECMA-48 lets a program send to a terminal: strings (OSC, DCS,
// SOS, PM, APC) up to their terminator, control sequences (CSI), and short escapes. A
// string that is not terminated goes up to the end of its line.
var sequences = regexp.MustCompile(
	`(?:\x1b[\]PX^_]|[\x{9d}\x{90}\x{98}\x{9e}\x{9f}])[^\x07\x1b\x{9c}\n]*(?:\x07|\x1b\\|\x{9c})?` +
		`|(?:\x1b\[|\x{9b})[0-?]*[ -/]*[@-~]?` +
		`|\x1b[ -/]*[0-~]?`)

// Line is Clean for what must stay on one line: runs of white space become one space.
func Line(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

// Defuse changes a line that a CI system would obey into one that it prints: GitHub
// Actions takes a line that begins with "::" after white space, and any that holds
// "##[", for a command (actions/runner, ActionCommand.cs).
func Defuse(line string) string {
	line = strings.ReplaceAll(line, "##[", "## [")
	body := strings.TrimLeftFunc(line, unicode.IsSpace)
	if strings.HasPrefix(body, "::") {
		return line[:len(line)-len(body)] + ": " + body[1:]
	}
	return line
}
