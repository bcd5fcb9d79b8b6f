// Package admit decides whether a learner's file may be compiled and executed at all. It
// reads the text; it builds nothing.
//
// A submission runs in one process with the tests that judge it. What could reach those
// tests (package os, reflection, unsafe pointers, directives of the compiler, variables of
// other packages) is refused before anything is built, with the line and the reason. What
// is left can be wrong in every way, and cannot lie. The list of what is allowed is short
// on purpose: no exercise needs more.
package admit

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"slices"
	"time"
	"unicode/utf8"

	"racekit/grader/process"
)

// MaxFile bounds a learner's file, in bytes. No exercise needs a tenth of it.
const MaxFile = 64 << 10

// patience is the processor time that the check of one submission may take, which a busy
// machine does not add to. Nothing that a person writes takes a hundredth of it.
const (
	patience  = 10 * time.Second
	lookEvery = 100 * time.Millisecond
)

// Rule names what a file must not do.
type Rule string

// The rules.
const (
	// File: regular, UTF-8, without NUL, at most MaxFile bytes.
	File Rule = "file"
	// ExtraFile: nothing else that a build would take lies beside the listed files.
	ExtraFile Rule = "extra-file"
	// Import: only packages of the list are imported.
	Import Rule = "import"
	// Cgo: no C.
	Cgo Rule = "cgo"
	// DotImport: no import without a name to see it by.
	DotImport Rule = "dot-import"
	// Directive: no comment that speaks to the compiler or the go command.
	Directive Rule = "directive"
	// Runtime: of package runtime, only what cannot change how tests are run.
	Runtime Rule = "runtime"
	// Uncontrolled: nothing that blocks or remembers where the explorer cannot see it.
	Uncontrolled Rule = "uncontrolled"
	// ForeignVariable: variables of other packages are left alone.
	ForeignVariable Rule = "foreign-variable"
	// KitVariable: so are those of the kit's own files, and the fields that these keep to
	// themselves.
	KitVariable Rule = "kit-variable"
	// Shadowing: no predeclared name that the kit's files use is declared anew.
	Shadowing Rule = "shadowing"
	// TestCode: no TestMain.
	TestCode Rule = "test-code"
	// ErrorIdentity: no error says of itself what it is equal to.
	ErrorIdentity Rule = "error-identity"
	// Size: no array or constant so large that building it is an attack.
	Size Rule = "size"
)

// Rules returns all rules.
func Rules() []Rule {
	return []Rule{
		File, ExtraFile, Import, Cgo, DotImport, Directive, Runtime, Uncontrolled, ForeignVariable, KitVariable,
		Shadowing, TestCode, ErrorIdentity, Size,
	}
}

// Refusal is one thing that a submission must not do.
type Refusal struct {
	Rule Rule
	// File is the base name of the learner's file, Line counts from 1.
	File string
	Line int
	// What is the thing itself, as it is written: an import path, a directive, a name.
	What string
}

// Error implements error.
func (r Refusal) Error() string { return fmt.Sprintf("%s:%d: %s: %s", r.File, r.Line, r.Rule, r.What) }

// Policy is what holds for one exercise.
type Policy struct {
	// Imports are allowed beside the usual packages.
	Imports []string
	// Unexplored: schedules of the exercise's tests cannot be explored in any case.
	Unexplored bool
	// Kit are the kit's own Go files of the package, by base name.
	Kit map[string][]byte
	// Without are rules that do not hold: to show what each of them is good for.
	Without []Rule
}

// Check returns what speaks against the learner's files, in the order of files and lines,
// each rule once a line. Files that do not parse are left to the compiler, which says it
// better; they are refused only for what can be seen without parsing.
func (p Policy) Check(files map[string][]byte) []Refusal {
	if len(files) == 0 {
		return nil
	}
	found := make(chan []Refusal, 1)
	go func() { found <- p.check(files) }()
	begun := process.Spent()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case all := <-found:
			return p.settled(all)
		case <-look.C:
			if process.Spent()-begun > patience {
				return p.settled([]Refusal{{Rule: Size, File: first(files), Line: 1, What: fmt.Sprintf("it takes more than %v to read", patience)}})
			}
		}
	}
}

// settled leaves out what is switched off or said twice, and sorts.
func (p Policy) settled(all []Refusal) []Refusal {
	all = slices.DeleteFunc(all, func(r Refusal) bool { return slices.Contains(p.Without, r.Rule) })
	slices.SortStableFunc(all, func(a, b Refusal) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.CompactFunc(all, func(a, b Refusal) bool { return a.Rule == b.Rule && a.File == b.File && a.Line == b.Line })
}

// first is the file that a refusal of all of them is put to.
func first(files map[string][]byte) string { return slices.Min(slices.Collect(maps.Keys(files))) }

// submission is the parsed files of one submission.
type submission struct {
	policy Policy
	set    *token.FileSet
	// own and kit are parsed files by base name.
	own, kit map[string]*ast.File
	refusals []Refusal
}

func (p Policy) check(files map[string][]byte) (all []Refusal) {
	s := &submission{policy: p, set: token.NewFileSet(), own: map[string]*ast.File{}, kit: map[string]*ast.File{}}
	defer func() {
		if v := recover(); v != nil {
			// The parser and the type checker are not written for hostile text.
			all = append(s.refusals, Refusal{Rule: Size, File: first(files), Line: 1, What: fmt.Sprintf("it cannot be read: %v", v)})
		}
	}()
	for name, content := range files {
		s.text(name, content)
		if tree, err := parser.ParseFile(s.set, name, content, parser.ParseComments|parser.SkipObjectResolution); err == nil {
			s.own[name] = tree
		}
	}
	for name, content := range p.Kit {
		if tree, err := parser.ParseFile(s.set, name, content, parser.SkipObjectResolution); err == nil {
			s.kit[name] = tree
		}
	}
	sound := true
	for _, tree := range s.own {
		s.comments(tree)
		s.imports(tree)
		s.declarations(tree)
		sound = s.constants(tree) && s.shapes(tree) && sound
	}
	if sound { // else even type-checking it could take for ever
		s.types()
	}
	return s.refusals
}

// text checks what needs no parser.
func (s *submission) text(name string, content []byte) {
	switch {
	case len(content) > MaxFile:
		s.refusals = append(s.refusals, Refusal{File, name, 1, fmt.Sprintf("%d bytes", len(content))})
	case !utf8.Valid(content):
		s.refusals = append(s.refusals, Refusal{File, name, lineOf(content, invalid(content)), "not UTF-8"})
	case slices.Contains(content, 0):
		s.refusals = append(s.refusals, Refusal{File, name, lineOf(content, slices.Index(content, 0)), "a NUL byte"})
	}
}

// invalid is the offset of the first byte that is not UTF-8.
func invalid(content []byte) int {
	at := 0
	for at < len(content) {
		r, size := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	return at
}

func lineOf(content []byte, at int) int {
	return 1 + bytes.Count(content[:at], []byte("\n"))
}

// refuse takes down a refusal at a node. Positions are those of the text, not those that
// a line directive claims.
func (s *submission) refuse(rule Rule, at token.Pos, what string) {
	p := s.set.PositionFor(at, false)
	s.refusals = append(s.refusals, Refusal{rule, p.Filename, p.Line, what})
}
