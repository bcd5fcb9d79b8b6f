package record

import (
	"slices"
	"strings"
)

// The bounds of the texts of a record, in bytes. Together they stay below MaxLine,
// escaped as they are in JSON: a dump of ten thousand goroutines tells no more than its
// beginning, and would be lost as a whole. slowDumps is how many of the demands for
// overlap keep theirs.
const (
	maxDump    = 256 << 10
	maxMessage = 16 << 10
	slowDumps  = 2
)

// clipped is r with every text cut to its bound. What r points to is left alone.
func clipped(r Record) Record {
	if r.End == nil {
		return r
	}
	e := *r.End
	e.Wrong = slices.Clone(e.Wrong)
	for i := range e.Wrong {
		e.Wrong[i] = clip(e.Wrong[i], maxMessage)
	}
	if e.Panic != nil {
		e.Panic = &Panic{Value: clip(e.Panic.Value, maxMessage), Stack: clipDump(e.Panic.Stack)}
	}
	if e.Stuck != nil {
		stuck := *e.Stuck
		stuck.Dump = clipDump(stuck.Dump)
		e.Stuck = &stuck
	}
	e.Left = clipDump(e.Left)
	e.Slow = slices.Clone(e.Slow)
	for i := range e.Slow {
		if i >= slowDumps {
			e.Slow[i].Dump = ""
		}
		e.Slow[i].Dump = clipDump(e.Slow[i].Dump)
	}
	return Record{End: &e}
}

// clip cuts s to at most n bytes, and marks the cut.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + " [cut]"
}

// clipDump cuts a dump behind a line.
func clipDump(s string) string {
	if len(s) <= maxDump {
		return s
	}
	return s[:strings.LastIndexByte(s[:maxDump], '\n')+1]
}
