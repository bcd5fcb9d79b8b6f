package trace

import (
	"fmt"
	"path"
	"strings"

	"racekit/grader/explore/step"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// finder finds the user's place in a stack.
type finder struct {
	roots   []string
	learner func(file string) bool
}

func newFinder(opt Options) finder {
	f := finder{learner: opt.Learner}
	for _, r := range opt.Roots {
		f.roots = append(f.roots, strings.TrimRight(slashed(r), "/")+"/")
	}
	if f.learner == nil {
		f.learner = func(file string) bool { return !strings.HasSuffix(file, "_test.go") }
	}
	return f
}

// at is the user's place in a stack, and the frame that it was made of. Both are zero if
// there is no frame.
func (f finder) at(frames []step.Frame) (verdict.Place, step.Frame) {
	for _, fr := range frames {
		if rel, ok := f.relative(fr.File); ok {
			return verdict.Place{File: rel, Line: fr.Line, Func: shortFunc(fr.Func), Learner: f.learner(rel)}, fr
		}
	}
	for _, fr := range frames {
		if !standard(fr.Func) && fr.File != "" {
			return verdict.Place{File: term.Line(slashed(fr.File)), Line: fr.Line, Func: shortFunc(fr.Func)}, fr
		}
	}
	if len(frames) == 0 {
		return verdict.Place{}, step.Frame{}
	}
	// As everywhere in the kit, a place in the library is the package.
	fr := frames[0]
	return verdict.Place{File: term.Line(packageOf(fr.Func)), Func: shortFunc(fr.Func)}, fr
}

// relative is file below the root that holds it.
func (f finder) relative(file string) (string, bool) {
	file = slashed(file)
	for _, root := range f.roots {
		if rel, ok := strings.CutPrefix(file, root); ok && rel != "" {
			return term.Line(rel), true
		}
	}
	return "", false
}

// standard reports whether a function is of the standard library by the look of it: the
// first part of its package's path has no dot, and is one of the library's. Without a
// tree to look into, a program's own package of one of these names is taken for it.
func standard(function string) bool {
	first, _, _ := strings.Cut(packageOf(function), "/")
	switch first {
	case "runtime", "sync", "internal", "time", "context", "testing", "iter", "slices", "maps", "sort", "reflect",
		"bufio", "bytes", "strings", "fmt", "io", "os", "errors", "net", "log", "syscall", "math", "unsafe", "container":
		return true
	}
	return false
}

// packageOf is the path of a function's package.
func packageOf(function string) string {
	slash := strings.LastIndexByte(function, '/')
	if dot := strings.IndexByte(function[slash+1:], '.'); dot >= 0 {
		return function[:slash+1+dot]
	}
	return function
}

// shortFunc is "Account.Withdraw.func1" for "racekit/x/bank.(*Account).Withdraw.func1".
func shortFunc(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if _, after, ok := strings.Cut(name, "."); ok {
		name = after
	}
	return term.Line(strings.NewReplacer("(*", "", "(", "", ")", "", "[...]", "").Replace(name))
}

// slashed makes the separators of a path slashes, wherever the path was recorded.
func slashed(file string) string { return strings.ReplaceAll(file, `\`, "/") }

// brief is a place in a sentence or a table: "bank.go:12".
func brief(p verdict.Place) string {
	switch {
	case p.IsZero():
		return ""
	case p.Line <= 0:
		return p.File
	}
	return fmt.Sprintf("%s:%d", path.Base(p.File), p.Line)
}

// atEn is " at bank.go:12", atJa " bank.go:12 で"; both are empty for no place.
func atEn(p verdict.Place) string {
	if p.IsZero() {
		return ""
	}
	if p.Line <= 0 {
		return " in " + brief(p)
	}
	return " at " + brief(p)
}

func atJa(p verdict.Place) string {
	if p.IsZero() {
		return ""
	}
	return " " + brief(p) + " で"
}

// inBrackets is " (bank.go:12)" and "（bank.go:12）".
func inBrackets(p verdict.Place) (en, ja string) {
	if p.IsZero() {
		return "", ""
	}
	return " (" + brief(p) + ")", "（" + brief(p) + "）"
}
