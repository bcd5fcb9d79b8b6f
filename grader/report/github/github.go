// Package github renders a stream for GitHub Actions: annotations at the learner's
// lines, and a job summary.
//
// Annotations are workflow commands on the standard output of a step, as
//
//	::error file=exercises/counter/counter.go,line=21,title=counter%3A data race::Value reads ...
//
// One cause is one error, however many tests it broke; files that need a look and
// notices are warnings. GitHub shows at most 10 of each a step, so the rest is only
// counted, in the summary. The summary is GitHub Flavored Markdown of at most 1 MiB.
//
// What a submission printed is data in both: in a command it is escaped, so it cannot
// begin a line; in the summary it stands inside HTML that it cannot end.
package github

import (
	"fmt"
	"io"

	"racekit/grader/report/collect"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Options say where and how to render. The zero value writes nothing.
type Options struct {
	// Out takes the workflow commands: the standard output of the step. Nil for none.
	Out io.Writer
	// Summary takes the job summary: the file that GITHUB_STEP_SUMMARY names, opened
	// for appending. Nil for none.
	Summary io.Writer
	// Lang is the language; the zero value is English.
	Lang verdict.Lang
	// Limit is how many errors, and how many warnings, to annotate; 0 means 10, what
	// GitHub shows.
	Limit int
}

const (
	defaultLimit = 10
	// maxSummary is what GitHub takes from a step.
	maxSummary = 1 << 20
)

// New returns a handler that writes at Summary. A stream without a summary yields
// nothing.
func New(o Options) verdict.Handler {
	if o.Limit == 0 {
		o.Limit = defaultLimit
	}
	return &report{o: o}
}

type report struct {
	o Options
	collect.Stream
}

// Summary writes the annotations, then the job summary.
func (r *report) Summary(m verdict.Summary) error {
	errs, warnings := annotations(r.Head, r.Exercises, m.Interrupted, r.o.Lang)
	shown, hidden := limit(errs, warnings, r.o.Limit)
	if r.o.Out != nil {
		if _, err := io.WriteString(r.o.Out, commands(shown)); err != nil {
			return fmt.Errorf("writing the annotations: %w", err)
		}
	}
	if r.o.Summary != nil {
		p := page{lang: r.o.Lang, start: r.Head, exercises: r.Exercises, end: term.Scrub(m), hidden: hidden, limit: r.o.Limit}
		if _, err := io.WriteString(r.o.Summary, p.markdown()); err != nil {
			return fmt.Errorf("writing the job summary: %w", err)
		}
	}
	return nil
}
