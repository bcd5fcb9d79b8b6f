package execute

import (
	"slices"

	"racekit/grader/record"
)

// clerk takes the records of one process down. The descriptor that they come through
// belongs to the code under test as well, so that a record counts only where it is due:
// one manifest before all else, and of each test of the plan one begin and then one end.
// What is forged for ever, or twice, is neither kept nor taken for a sign of life.
type clerk struct {
	outcome *Outcome
	plan    record.Plan
	begun   map[string]bool
}

// take files a record and reports whether it was due.
func (c clerk) take(r record.Record) bool {
	o := c.outcome
	switch {
	case r.Manifest != nil && o.Manifest == nil:
		o.Manifest = r.Manifest
	case o.Manifest == nil: // an initialiser has nothing to report
		return false
	case r.Begin != nil && c.planned(r.Begin.Test) && !c.begun[r.Begin.Test]:
		c.begun[r.Begin.Test] = true
		o.Open = r.Begin
	case r.End != nil && o.Open != nil && o.Open.Test == r.End.Test:
		o.Ends = append(o.Ends, *r.End)
		o.Open = nil
	case r.Done != nil && o.Done == nil:
		o.Done = r.Done
	default:
		return false
	}
	return true
}

func (c clerk) planned(test string) bool {
	return slices.ContainsFunc(c.plan.Tests, func(t record.Test) bool { return t.Name == test })
}
