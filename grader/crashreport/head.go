package crashreport

import "strings"

const (
	panicWord = "panic: "
	fatalWord = "fatal error: "
)

// headAt returns the crash that begins on line i.
func headAt(lines []string, i int) (head, bool) {
	line := lines[i]
	if why, ok := memoryMessage(line); ok {
		return oneLine(OutOfMemory, why, i), true
	}
	if strings.HasPrefix(line, "race: limit on ") && strings.Contains(line, " simultaneously alive goroutines is exceeded") {
		return oneLine(TooManyGoroutines, strings.TrimPrefix(line, "race: "), i), true
	}
	if isSignal(line) && i+1 < len(lines) && strings.HasPrefix(lines[i+1], "PC=") {
		return oneLine(Signal, line, i), true
	}
	return messageAt(lines, i)
}

func oneLine(k Kind, message string, i int) head {
	return head{crash: Crash{Kind: k, Message: message}, line: i, next: i + 1, whole: true}
}

// isSignal reports whether line is like "SIGQUIT: quit".
func isSignal(line string) bool {
	name, _, found := strings.Cut(line, ": ")
	rest, isSig := strings.CutPrefix(name, "SIG")
	return found && isSig && rest != "" && rest == strings.ToUpper(rest)
}

// messageAt reads a panic or a fatal error that begins on line i, at its start
// or behind something else.
func messageAt(lines []string, i int) (head, bool) {
	kind, column, word := Panic, strings.Index(lines[i], panicWord), panicWord
	if at := strings.Index(lines[i], fatalWord); at >= 0 && (column < 0 || at < column) {
		kind, column, word = Fatal, at, fatalWord
	}
	if column < 0 || strings.HasPrefix(lines[i], "\t") {
		return head{}, false
	}
	h := head{crash: Crash{Kind: kind}, line: i, column: column, next: i + 1}
	message := lines[i][column+len(word):]
	for ; h.next < len(lines) && strings.HasPrefix(lines[h.next], "\t"); h.next++ {
		more := lines[h.next][1:]
		after, inner, isInner := cutInner(more)
		if !isInner {
			message += "\n" + more
			continue
		}
		h.crash.Earlier = append(h.crash.Earlier, clean(message))
		h.crash.Kind, message = inner, after
	}
	h.crash.Message = clean(message)
	if h.crash.Kind == Fatal {
		h.whole = column == 0 && h.crash.Message == "no goroutines (main called runtime.Goexit) - deadlock!"
		if isMemory(h.crash.Message) {
			h.crash.Kind = OutOfMemory
		}
	}
	return h, true
}

// cutInner reads the beginning of a panic, or a fatal error, that came while the
// one before it was not over.
func cutInner(line string) (string, Kind, bool) {
	if after, ok := strings.CutPrefix(line, panicWord); ok {
		return after, Panic, true
	}
	after, ok := strings.CutPrefix(line, fatalWord)
	return after, Fatal, ok
}

// clean takes off what the runtime appends to the message of a panic.
func clean(message string) string {
	message = strings.TrimSuffix(message, " [recovered, repanicked]")
	return strings.TrimSuffix(message, " [recovered]")
}

// isMemory reports whether the message of a fatal error is about memory. These
// are the throws of src/runtime, Go 1.26, for want of memory, of address space,
// or of a thread.
func isMemory(message string) bool {
	switch message {
	case "failed to reserve page summary memory",
		"too many address space collisions for -race mode",
		"memory reservation exceeds address space limit",
		"failed to allocate aligned heap memory; too many retries",
		"newosproc":
		return true
	}
	return strings.Contains(message, "out of memory") || strings.Contains(message, "cannot allocate")
}

// memoryMessage returns what a line says that the runtime, cgo or the race
// detector prints by itself when it cannot get memory or a thread.
func memoryMessage(line string) (string, bool) {
	for _, prefix := range []string{
		"runtime: out of memory", "runtime: cannot allocate memory",
		"runtime: failed to create new OS thread", "runtime: may need to increase max user processes",
		"runtime/cgo: pthread_create failed",
		"ERROR: Failed to mmap",
	} {
		if strings.HasPrefix(line, prefix) {
			return line, true
		}
	}
	at := strings.Index(line, "ThreadSanitizer")
	if at < 0 {
		return "", false
	}
	for _, word := range []string{"out of memory", "failed to allocate", "failed to mmap", "unable to mmap"} {
		if strings.Contains(line[at:], word) {
			return line[at:], true
		}
	}
	return "", false
}
