package junit

import (
	"fmt"
	"strconv"
	"strings"

	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// generate makes the document. It is pure: the same stream gives the same bytes.
func generate(start verdict.Start, exercises []verdict.Exercise, end verdict.Summary, l verdict.Lang) testsuites {
	doc := testsuites{Name: "racekit", Time: seconds(end.Millis)}
	for _, ex := range exercises {
		doc.Suites = append(doc.Suites, suiteOf(ex, l))
	}
	if end.Interrupted {
		for _, slug := range phrase.Undecided(start, exercises) {
			doc.Suites = append(doc.Suites, notReached(slug, l))
		}
	}
	for _, s := range doc.Suites {
		doc.counts.add(s.counts)
	}
	return doc
}

// suiteOf is one exercise.
func suiteOf(ex verdict.Exercise, l verdict.Lang) testsuite {
	s := testsuite{Name: ex.Slug, Properties: properties(ex, l), Out: notes(ex, l)}
	var millis int64
	for _, t := range ex.Tests {
		s.Cases = append(s.Cases, caseOf(ex, t, l))
		millis += t.Millis
	}
	if len(ex.Tests) == 0 && ex.Verdict != verdict.Pass {
		s.Cases = []testcase{wholeCase(ex, l)}
	}
	for _, c := range s.Cases {
		s.counts.add(c.counts())
	}
	s.Time = seconds(millis)
	return s
}

func properties(ex verdict.Exercise, l verdict.Lang) []property {
	return []property{
		{"title", term.Line(ex.Title.In(l))},
		{"score", strconv.Itoa(ex.Earned)},
		{"max_score", strconv.Itoa(ex.Points)},
		{"verdict", string(ex.Verdict)},
		{"untouched", strconv.FormatBool(ex.Untouched)},
		{"counts", strconv.FormatBool(ex.Counts)},
	}
}

// notes goes to the output of the suite, the only place that the dialect has for it.
func notes(ex verdict.Exercise, l verdict.Lang) *text {
	var lines []string
	if !ex.Counts {
		lines = append(lines, words.WouldHave.In(l, ex.Earned, ex.Points))
	}
	for _, n := range ex.Notes {
		lines = append(lines, term.Line(n.File)+": "+term.Line(n.Text.In(l)))
		if n.Remedy != "" {
			lines = append(lines, "  "+words.Remedy.In(l)+" "+term.Line(n.Remedy))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return &text{strings.Join(lines, "\n")}
}

// caseOf is one test. Without a finding of its own it shows those of the exercise.
func caseOf(ex verdict.Exercise, t verdict.Test, l verdict.Lang) testcase {
	findings := ex.Findings
	if t.Finding != nil {
		findings = []verdict.Finding{*t.Finding}
	}
	c := testcase{Classname: ex.Slug, Name: t.Name, Time: seconds(t.Millis)}
	c.end(t.Verdict, phrase.Failure(t, l), ex, findings, l)
	return c
}

// wholeCase stands for the tests of an exercise that has a verdict and no test.
func wholeCase(ex verdict.Exercise, l verdict.Lang) testcase {
	c := testcase{Classname: ex.Slug, Name: ex.Slug, Time: seconds(0)}
	c.end(ex.Verdict, term.Line(ex.Title.In(l)), ex, ex.Findings, l)
	return c
}

// notReached is an exercise that an interruption left undecided.
func notReached(slug string, l verdict.Lang) testsuite {
	c := testcase{Classname: slug, Name: slug, Time: seconds(0), Skipped: &skipped{words.Interrupted.In(l)}}
	return testsuite{Name: slug, counts: c.counts(), Time: seconds(0), Cases: []testcase{c}}
}

// end says how the case ended and why.
func (c *testcase) end(v verdict.Verdict, title string, ex verdict.Exercise, findings []verdict.Finding, l verdict.Lang) {
	if v == verdict.Pass {
		return
	}
	if len(findings) == 0 {
		findings = []verdict.Finding{{Verdict: v}}
	}
	if p := findings[0].Place; p.Learner {
		c.File, c.Line = term.Line(p.File), p.Line
	}
	blocks := []string{title}
	for _, f := range findings {
		blocks = append(blocks, explain(f, ex.Dir, l)...)
	}
	p := &problem{Type: string(v), Message: message(findings[0], l), Body: strings.Join(blocks, "\n\n")}
	if v == verdict.NotGraded {
		c.Error = p
	} else {
		c.Failure = p
	}
}

// message is class, place and what happened, on one line.
func message(f verdict.Finding, l verdict.Lang) string {
	head := words.Of(f.Verdict).In(l)
	if p := phrase.Place(f.Place, ""); p != "" {
		head += " " + p
	}
	if what := term.Line(f.What.In(l)); what != "" {
		head += ": " + what
	}
	return head
}

// explain is all of f, in blocks: the message again, the rest of the sentence, what the
// test said, the evidence, the report of the tools.
func explain(f verdict.Finding, dir string, l verdict.Lang) []string {
	head := words.Of(f.Verdict).In(l) + " " + phrase.Place(f.Place, "")
	blocks := []string{
		strings.TrimSpace(head) + "\n" + phrase.Sentence(f, l),
		f.Message,
		strings.Join(phrase.Of(f, dir, l).Lines(l), "\n"),
		f.Raw,
	}
	var filled []string
	for _, b := range blocks {
		if b = strings.Trim(b, "\n"); b != "" {
			filled = append(filled, b)
		}
	}
	return filled
}

func (c testcase) counts() counts {
	n := counts{Tests: 1}
	switch {
	case c.Failure != nil:
		n.Failures = 1
	case c.Error != nil:
		n.Errors = 1
	case c.Skipped != nil:
		n.Skipped = 1
	}
	return n
}

func (n *counts) add(m counts) {
	n.Tests += m.Tests
	n.Failures += m.Failures
	n.Errors += m.Errors
	n.Skipped += m.Skipped
}

func seconds(millis int64) string { return fmt.Sprintf("%.3f", float64(millis)/1000) }
