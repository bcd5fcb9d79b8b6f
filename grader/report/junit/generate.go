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
	m := maker{lang: l, start: start, interrupted: end.Interrupted}
	doc := testsuites{Name: "racekit", Time: seconds(end.Millis)}
	for _, ex := range exercises {
		doc.Suites = append(doc.Suites, m.suite(ex))
	}
	if end.Interrupted {
		for _, slug := range phrase.Undecided(start, exercises) {
			doc.Suites = append(doc.Suites, m.notReached(slug))
		}
	}
	for _, s := range doc.Suites {
		doc.counts.add(s.counts)
	}
	return doc
}

// maker makes elements.
type maker struct {
	lang  verdict.Lang
	start verdict.Start
	// interrupted: what was not graded was not reached.
	interrupted bool
}

// suite is one exercise.
func (m maker) suite(ex verdict.Exercise) testsuite {
	s := testsuite{Name: ex.Slug, Properties: m.properties(ex), Out: notes(ex, m.lang)}
	var millis int64
	for _, t := range ex.Tests {
		s.Cases = append(s.Cases, m.test(ex, t))
		millis += t.Millis
	}
	if len(ex.Tests) == 0 && ex.Verdict != verdict.Pass {
		s.Cases = []testcase{m.whole(ex)}
	}
	for _, c := range s.Cases {
		s.counts.add(c.counts())
	}
	s.Time = seconds(millis)
	return s
}

func (m maker) properties(ex verdict.Exercise) []property {
	ps := []property{
		{"title", term.Line(ex.Title.In(m.lang))},
		{"score", strconv.Itoa(ex.Earned)},
		{"max_score", strconv.Itoa(ex.Points)},
		{"verdict", string(ex.Verdict)},
		{"untouched", strconv.FormatBool(ex.Untouched)},
		{"counts", strconv.FormatBool(ex.Counts)},
	}
	if m.start.Tier != "" {
		ps = append(ps, property{"tier", term.Line(m.start.Tier)})
	}
	if m.start.Dir != "" {
		ps = append(ps, property{"submission", term.Line(m.start.Dir)})
	}
	return ps
}

// notes goes to the output of the suite, the only place that the dialect has for it.
func notes(ex verdict.Exercise, l verdict.Lang) *text {
	var lines []string
	if phrase.Tampered(ex) {
		lines = append(lines, words.WouldHave.In(l, ex.Earned, ex.Points))
	}
	for _, n := range ex.Notes {
		lines = append(lines, phrase.Note(n, l))
		if n.Remedy != "" {
			lines = append(lines, "  "+words.Remedy.In(l)+" "+term.Line(n.Remedy))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return &text{strings.Join(lines, "\n")}
}

// test is one test. Without a finding of its own it shows those of the exercise.
func (m maker) test(ex verdict.Exercise, t verdict.Test) testcase {
	findings := ex.Findings
	if t.Finding != nil {
		findings = []verdict.Finding{*t.Finding}
	}
	c := testcase{Classname: ex.Slug, Name: t.Name, Time: seconds(t.Millis)}
	m.end(&c, t.Verdict, phrase.Failure(t, m.start.Runs, m.lang), ex.Dir, findings)
	return c
}

// whole stands for the tests of an exercise that has a verdict and no test.
func (m maker) whole(ex verdict.Exercise) testcase {
	c := testcase{Classname: ex.Slug, Name: ex.Slug, Time: seconds(0)}
	m.end(&c, ex.Verdict, term.Line(ex.Title.In(m.lang)), ex.Dir, ex.Findings)
	return c
}

// notReached is an exercise that an interruption left undecided.
func (m maker) notReached(slug string) testsuite {
	c := testcase{Classname: slug, Name: slug, Time: seconds(0), Skipped: m.skip()}
	return testsuite{Name: slug, counts: c.counts(), Time: seconds(0), Cases: []testcase{c}}
}

func (m maker) skip() *skipped { return &skipped{words.Interrupted.In(m.lang)} }

// end says how a case ended, and why.
func (m maker) end(c *testcase, v verdict.Verdict, title, dir string, findings []verdict.Finding) {
	if v == verdict.Pass {
		return
	}
	if v == verdict.NotGraded && m.interrupted {
		c.Skipped = m.skip()
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
		blocks = append(blocks, explain(f, dir, m.lang)...)
	}
	p := &problem{Type: string(v), Message: message(findings[0], m.lang), Body: strings.Join(blocks, "\n\n")}
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
	schedule, trace := phrase.Schedule(f, l)
	blocks := []string{
		strings.TrimSpace(head) + ":\n" + phrase.Sentence(f, l),
		phrase.Message(f, l),
		strings.Join(phrase.Of(f, dir, l).Lines(l), "\n"),
		schedule + "\n" + trace,
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
