package crashreport

import (
	"strings"

	"racekit/grader/stack"
)

// Parse looks for a crash in what a process wrote to its standard error. The
// race detector's own end ("ThreadSanitizer: out of memory") goes to the log if
// GORACE has a log_path: join it to stderr.
//
// Programs print what they like, so a line that begins like a crash is one only
// if the stacks follow that come with it; GOTRACEBACK must not be "none". Of
// several the last counts, because a process dies once. It reports false if
// there is none: the process ended in another way, or by os.Exit. A program that
// copies a whole crash, stacks included, cannot be told from one that crashed,
// and a message with a line "panic: x" reads like two panics.
//
// The text is that of printpanics, dopanic_m, throw and fatal in
// src/runtime/panic.go and of sighandler in src/runtime/signal_unix.go, Go 1.26:
//
//	panic: first [recovered]                         ~ is a tab; a message's further
//	~panic: second                                   lines begin with one
//	[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x4b371a]
//	                                                 a blank line
//	goroutine 1 [running]:                           a goroutine dump
//
// and with other beginnings:
//
//	fatal error: concurrent map writes
//	runtime: out of memory: cannot allocate 16777216-byte block (289112064 in use)
//	fatal error: out of memory                       "runtime stack:" may come first
//	SIGQUIT: quit
//	PC=0x4c2699 m=0 sigcode=0
//	race: limit on 8128 simultaneously alive goroutines is exceeded, dying
//	==7591==ERROR: ThreadSanitizer failed to allocate 0x2000000 (33554432) bytes ...
func Parse(stderr string) (Crash, bool) {
	lines := strings.Split(strings.ReplaceAll(stderr, "\r\n", "\n"), "\n")
	h, ok := find(lines)
	if !ok {
		return Crash{}, false
	}
	c := h.crash
	if c.Kind == OutOfMemory || c.Kind == Signal {
		h = withCause(lines, h, &c)
	}
	c.Raw = raw(lines[h.line:], h.column)
	// What is not understood of a dump is not worth more than what is.
	c.Goroutines, _ = stack.Parse(strings.Join(lines[h.next:], "\n"))
	if len(c.Goroutines) > 0 && c.Kind != Signal && c.Goroutines[0].State == "running" {
		c.Goroutine = c.Goroutines[0]
	}
	return c, true
}

// head is the beginning of a crash: its message, before the stacks.
type head struct {
	crash        Crash
	line, column int // where it begins
	next         int // the line after it
	// whole: nothing need follow, because the runtime or the race detector may print
	// this and no stacks.
	whole bool
}

// find returns the last beginning whose stacks follow.
func find(lines []string) (best head, found bool) {
	// open began a line, late began amid one, after something that was printed
	// without a line break: late counts only if nothing comes between it and its
	// stacks.
	var open, late *head
	for i := 0; i < len(lines); {
		if h, ok := headAt(lines, i); ok {
			i = h.next
			switch {
			case h.whole:
				best, found, open, late = h, true, nil, nil
			case h.column > 0:
				late = &h
			default:
				open, late = &h, nil
			}
			continue
		}
		switch line := lines[i]; {
		case beginsStacks(line):
			if late != nil {
				open = late
			}
			if open != nil {
				best, found = *open, true
			}
			open, late = nil, nil
		case line != "" && !strings.HasPrefix(line, "[signal "):
			late = nil
		}
		i++
	}
	return best, found
}

// beginsStacks reports whether line begins the stacks of a crash.
func beginsStacks(line string) bool {
	id, found := strings.CutPrefix(line, "goroutine ")
	return line == "runtime stack:" ||
		found && id != "" && '0' <= id[0] && id[0] <= '9' && strings.HasSuffix(line, "]:")
}

// withCause moves h up to the lines right before it that say why memory was
// short, and takes c's message from the first of them.
func withCause(lines []string, h head, c *Crash) head {
	for h.line > 0 {
		why, ok := memoryMessage(lines[h.line-1])
		if !ok {
			break
		}
		h.line, h.column = h.line-1, 0
		c.Kind, c.Message = OutOfMemory, why
	}
	return h
}

// raw joins lines from a column of the first on, as far as MaxRaw allows.
func raw(lines []string, column int) string {
	var b strings.Builder
	for i, line := range lines {
		if i == 0 {
			line = line[column:]
		}
		if b.Len()+len(line)+1 > MaxRaw {
			if i == 0 {
				b.WriteString(strings.ToValidUTF8(line[:MaxRaw], ""))
			}
			break
		}
		b.WriteString(line + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}
