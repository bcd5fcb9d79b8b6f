package answers

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"racekit/grader/catalog"
	"racekit/grader/strict"
	"racekit/grader/verdict"
)

// header is the TOML of a mutant.
type header struct {
	Verdicts []verdict.Verdict `toml:"verdicts"`
	Means    Means             `toml:"means"`
	Fails    []string          `toml:"fails"`
}

// marker begins the comment of a guilty line.
const marker = "// mutant:"

// source is a parsed file of a variant.
type source struct {
	// path is relative to the root.
	path string
	text []byte
	fset *token.FileSet
	file *ast.File
}

// parse reads a file whose package must be slug.
func parse(path string, text []byte, slug string) (*source, error) {
	s := &source{path: path, text: text, fset: token.NewFileSet()}
	var err error
	s.file, err = parser.ParseFile(s.fset, path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, strict.Syntax(err, "correct the line")
	}
	if got := s.file.Name.Name; got != slug {
		return nil, s.mistake(s.file.Name.Pos(), fmt.Sprintf("the package is %q", got), fmt.Sprintf("make it %q", slug))
	}
	return s, nil
}

// line is where pos stands, whatever a //line comment says.
func (s *source) line(pos token.Pos) int { return s.fset.PositionFor(pos, false).Line }

func (s *source) mistake(pos token.Pos, what, remedy string) error {
	return &strict.Mistake{File: s.path, Line: s.line(pos), What: what, Remedy: remedy}
}

// header reads the package comment into m. The tests are those of the exercise.
func (s *source) header(m *Mutant, tests []catalog.Test) error {
	const form = "say the mistake there, and then //<tab>verdicts = [...] and //<tab>means = \"native\" or \"explorer\""
	if s.file.Doc == nil {
		return s.mistake(s.file.Package, "the mutant has no package comment", form)
	}
	start := s.file.Doc.Pos()
	doc, block := s.split(s.file.Doc)
	m.Doc = doc
	if len(bytes.TrimSpace(block)) == 0 {
		return s.mistake(start, "the package comment holds no TOML", form)
	}
	var errs []error
	if doc == "" {
		errs = append(errs, s.mistake(start, "the package comment does not say the mistake", "say it in a sentence"))
	}
	h, at, err := strict.Decode[header](s.path, s.line(start), block)
	errs = append(errs, err)
	if at != nil {
		errs = append(errs, h.validate(at, tests)...)
	}
	m.Verdicts, m.Means, m.Fails = h.Verdicts, h.Means, h.Fails
	return errors.Join(errs...)
}

// split takes a package comment apart: the sentences, and the block that is indented
// by a tab. The block has an empty line for each line of the comment that is not in
// it, so that both count lines alike. A comment between slash and star has no block.
func (s *source) split(doc *ast.CommentGroup) (string, []byte) {
	var prose, block strings.Builder
	at := s.line(doc.Pos())
	for _, c := range doc.List {
		block.WriteString(strings.Repeat("\n", s.line(c.Pos())-at))
		at = s.line(c.Pos())
		body := strings.TrimPrefix(c.Text, "//")
		if indented, ok := strings.CutPrefix(body, "\t"); ok {
			block.WriteString(indented)
		} else {
			prose.WriteString(strings.TrimPrefix(body, " ") + "\n")
		}
	}
	return strings.TrimSpace(prose.String()), []byte(block.String() + "\n")
}

// validate checks what TOML alone cannot.
func (h header) validate(at *strict.Source, tests []catalog.Test) []error {
	var errs []error
	say := func(path, what, remedy string) { errs = append(errs, at.Mistake(path, what, remedy)) }
	if len(h.Verdicts) == 0 {
		say("verdicts", "verdicts is missing or empty", "name those that the mutant may get")
	}
	for i, v := range h.Verdicts {
		switch path := fmt.Sprintf("verdicts[%d]", i); {
		case !v.Known() || v == verdict.Pass || v == verdict.NotGraded:
			say(path, fmt.Sprintf("a mutant cannot get the verdict %q", v), "write one of "+killing())
		case slices.Contains(h.Verdicts[:i], v):
			say(path, fmt.Sprintf("the verdict %q is there twice", v), "remove one")
		}
	}
	if h.Means != Native && h.Means != Explorer {
		say("means", fmt.Sprintf("means is %q", h.Means), fmt.Sprintf("write %q or %q", Native, Explorer))
	}
	for i, name := range h.Fails {
		switch path := fmt.Sprintf("fails[%d]", i); {
		case !slices.ContainsFunc(tests, func(t catalog.Test) bool { return t.Name == name }):
			say(path, fmt.Sprintf("%q is no test of the exercise", name), "name one that is")
		case slices.Contains(h.Fails[:i], name):
			say(path, fmt.Sprintf("the test %q is there twice", name), "remove one")
		}
	}
	return errs
}

// killing lists the verdicts that a mutant may get.
func killing() string {
	var words []string
	for _, v := range verdict.All() {
		if v != verdict.Pass && v != verdict.NotGraded {
			words = append(words, string(v))
		}
	}
	return strings.Join(words, ", ")
}

// mark adds the guilty lines to m, as places in file.
func (s *source) mark(m *Mutant, file string) error {
	lines, err := s.guilty()
	for _, n := range lines {
		m.Lines = append(m.Lines, verdict.Place{File: file, Line: n, Learner: true})
	}
	return err
}

// guilty returns the lines that end in a mutant's comment.
func (s *source) guilty() ([]int, error) {
	var lines []int
	var errs []error
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			reason, ok := strings.CutPrefix(c.Text, marker)
			if !ok {
				continue
			}
			if strings.TrimSpace(reason) == "" {
				errs = append(errs, s.mistake(c.Pos(), "the guilty line has no reason", "write it after "+marker))
			}
			if !s.afterCode(c.Pos()) {
				errs = append(errs, s.mistake(c.Pos(), "the comment "+marker+" is on a line of its own", "put it at the end of the guilty line"))
			}
			lines = append(lines, s.line(c.Pos()))
		}
	}
	return lines, errors.Join(errs...)
}

// afterCode reports whether anything stands before pos on its line.
func (s *source) afterCode(pos token.Pos) bool {
	before := s.text[:s.fset.PositionFor(pos, false).Offset]
	return len(bytes.TrimSpace(before[bytes.LastIndexByte(before, '\n')+1:])) > 0
}
