// Package junit renders a stream as JUnit XML, in the dialect that GitLab, Jenkins and
// the report actions of GitHub read: a testsuite for each exercise, a testcase for each
// test, the class of what went wrong as the type of the failure.
//
// The dialect has no specification; these readings of it decide. GitLab shows the body
// of a failure and not its message attribute, so the body says everything. It names
// suites by classname and drops repeats of classname and name, so classname is the slug
// and name the test function, in any language. What the grader failed at is an error,
// what the submission failed at a failure. An exercise that was not reached before an
// interruption is skipped. The score is in properties of the suite, and so is the folder that
// was graded where it is not the kit.
package junit

import (
	"encoding/xml"
	"fmt"
	"io"
	"racekit/grader/report/collect"
	"strings"

	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Options say how to render. The zero value is English.
type Options struct {
	// Lang is the language of messages; names and types stay as they are.
	Lang verdict.Lang
}

// New returns a handler that writes one XML document to w at Summary. A stream that
// has no summary yields nothing, for half a document is none.
func New(w io.Writer, o Options) verdict.Handler { return &report{w: w, lang: o.Lang} }

type report struct {
	w    io.Writer
	lang verdict.Lang
	collect.Stream
}

// Summary writes the document.
func (r *report) Summary(m verdict.Summary) error {
	doc, err := xml.MarshalIndent(generate(r.Head, r.Exercises, m, r.lang), "", "  ")
	if err != nil {
		return fmt.Errorf("making the JUnit report: %w", err)
	}
	var b strings.Builder
	b.WriteString(xml.Header)
	for line := range strings.SplitSeq(string(doc), "\n") {
		b.WriteString(term.Defuse(line) + "\n") // a report may go to the log of a CI system
	}
	if _, err := io.WriteString(r.w, b.String()); err != nil {
		return fmt.Errorf("writing the JUnit report: %w", err)
	}
	return nil
}
