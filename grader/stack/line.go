package stack

import "strings"

// ParseFrame makes a frame of the two lines in which the runtime and the race
// detector print a call: "main.f(0x1)" and "/x/main.go:12 +0x1d". White space
// around them does not matter. It reports whether both lines were understood.
func ParseFrame(call, place string) (Frame, bool) {
	name, ok := cutCall(strings.TrimSpace(call))
	if !ok {
		return Frame{}, false
	}
	file, line, ok := cutPlace(strings.TrimSpace(place))
	return Frame{Func: name, File: file, Line: line}, ok
}

// isHeader reports whether line begins a goroutine, well or badly.
func isHeader(line string) bool {
	const word = "goroutine "
	return strings.HasPrefix(line, word) && len(line) > len(word) &&
		'0' <= line[len(word)] && line[len(word)] <= '9' && strings.IndexByte(line, '[') > 0
}

func parseHeader(line string) (Goroutine, bool) {
	before, after, found := strings.Cut(strings.TrimPrefix(line, "goroutine "), " [")
	if !found || !strings.HasSuffix(after, "]:") {
		return Goroutine{}, false
	}
	number, _, _ := strings.Cut(before, " ") // gp=, m= and mp= may follow
	id, ok := atoi(number)
	if !ok {
		return Goroutine{}, false
	}
	g := Goroutine{ID: id}
	words, _, _ := strings.Cut(strings.TrimSuffix(after, "]:"), " labels:{")
	state, notes, _ := strings.Cut(words, ", ")
	g.State, g.Leaked = cutMarkers(state)
	for notes != "" {
		var note string
		note, notes, _ = strings.Cut(notes, ", ")
		if minutes, isTime := strings.CutSuffix(note, " minutes"); isTime {
			g.Minutes, _ = atoi(minutes)
		}
	}
	return g, true
}

// cutMarkers takes the markers off the end of a state, in whatever order.
func cutMarkers(state string) (string, bool) {
	leaked := false
	for strings.HasSuffix(state, ")") {
		open := strings.LastIndex(state, " (")
		if open < 0 {
			break
		}
		switch state[open:] {
		case " (leaked)":
			leaked = true
		case " (scan)", " (durable)":
		default:
			return state, leaked
		}
		state = state[:open]
	}
	return state, leaked
}

// cutCreator splits "main.main in goroutine 1". Before Go 1.21, and for an
// ancestor, the second half is missing.
func cutCreator(s string) (string, int) {
	name, number, found := strings.Cut(s, " in goroutine ")
	if !found {
		return s, 0
	}
	id, _ := atoi(number)
	return name, id
}

// cutCall takes the arguments off "main.(*T).Add(0x1, {0x2, 0x3})". Arguments
// hold no parentheses, so they begin at the last one.
func cutCall(line string) (string, bool) {
	open := strings.LastIndexByte(line, '(')
	if open <= 0 || line[len(line)-1] != ')' || line[0] == '\t' {
		return "", false
	}
	return line[:open], true
}

// cutPlace splits "\t/x/main.go:12 +0x1d fp=0x1 sp=0x2 pc=0x3". The path may
// hold spaces and colons ("C:/My Files/x.go"), so it is read from the right.
func cutPlace(line string) (string, int, bool) {
	line = strings.TrimLeft(line, "\t ")
	if i := strings.LastIndex(line, " fp=0x"); i >= 0 {
		line = line[:i]
	}
	if i := strings.LastIndex(line, " +0x"); i >= 0 {
		line = line[:i]
	}
	colon := strings.LastIndexByte(line, ':')
	if colon <= 0 {
		return "", 0, false
	}
	n, ok := atoi(line[colon+1:])
	return line[:colon], n, ok
}

// isRemark reports whether line is something that the runtime says amid the
// calls and that is no call.
func isRemark(line string) bool {
	switch {
	case strings.HasPrefix(line, "..."): // "...additional frames elided...", "...9 frames elided..."
		return strings.HasSuffix(line, "elided...")
	case strings.HasPrefix(line, "\tgoroutine running on other thread"),
		strings.HasPrefix(line, "\tgoroutine in C code"),
		strings.HasPrefix(line, "non-Go function at pc="),
		strings.HasPrefix(line, "runtime: "):
		return true
	}
	return isMemoryDump(line)
}

// isMemoryDump reports whether line is part of what the runtime prints of a
// stack that it cannot walk: "stack: frame={...", and lines of words.
func isMemoryDump(line string) bool {
	const address = "00007f2817ffe850"
	return strings.HasPrefix(line, "stack: frame={") || strings.HasPrefix(line, " ") ||
		len(line) > len(address) && line[len(address)] == ':'
}
