package testing

import (
	"runtime"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/step"
)

// Helper is testing.T.Helper.
//
//go:noinline
func (c *common) Helper() {
	if c.isSynctest {
		c = c.parent
	}
	var pc [1]uintptr
	if runtime.Callers(2, pc[:]) == 0 {
		return
	}
	for _, known := range c.helpers {
		if known == pc[0] {
			return
		}
	}
	c.helpers = append(c.helpers, pc[0])
}

// place is where the running goroutine stands, without the helpers that it stands in. If
// a subtest is nothing but helpers, it is where its parent called Run.
func (c *common) place() []step.Frame {
	whole := sched.Frames(sched.Stack())
	frames := whole
	for t := c; t != nil; t = t.parent {
		names := helperNames(t.helpers)
		if t.isSynctest {
			names = helperNames(t.parent.helpers)
		}
		for len(frames) > 0 && contains(names, frames[0].Func) {
			frames = frames[1:]
		}
		if len(frames) > 0 {
			return frames
		}
		frames = sched.Frames(t.creator)
	}
	return whole
}

func helperNames(pcs []uintptr) (names []string) {
	for _, pc := range pcs {
		f, _ := runtime.CallersFrames([]uintptr{pc}).Next()
		names = append(names, f.Function)
	}
	return names
}

func contains(names []string, name string) bool {
	for _, one := range names {
		if one == name {
			return true
		}
	}
	return false
}
