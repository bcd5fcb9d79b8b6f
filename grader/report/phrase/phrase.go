// Package phrase puts findings into words: the sentence that explains one, its place,
// the rows of its evidence. It says the same in every format; how it looks is for the
// renderers.
package phrase

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"racekit/grader/report/cause"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// Sentence is the explanation that f came with, on one line: what happened, why, and
// where to go.
func Sentence(f verdict.Finding, l verdict.Lang) string {
	var parts []string
	for _, part := range []verdict.Text{f.What, f.Why, f.Direction} {
		if s := term.Line(part.In(l)); s != "" {
			parts = append(parts, s)
		}
	}
	if len(parts) == 0 {
		return words.NoReason.In(l)
	}
	return strings.Join(parts, words.Sentences.In(l))
}

// Message is what the test, the compiler or the runtime said, unless the sentence that
// explains f repeats it: what it repeats in English, it repeats in Japanese in Japanese
// words. What a test said several times is there once.
func Message(f verdict.Finding, l verdict.Lang) string {
	said := term.Line(f.Message)
	if said == "" || strings.Contains(Sentence(f, l), said) || strings.Contains(Sentence(f, verdict.English), said) {
		return ""
	}
	return once(f.Message, l)
}

// Note is a note as one sentence. Its text goes on from the name of the file.
func Note(n verdict.Note, l verdict.Lang) string {
	return term.Line(n.File) + " " + term.Line(n.Text.In(l))
}

// Place writes p as file:line. The folder dir, if it is not empty, is left out.
func Place(p verdict.Place, dir string) string {
	file := term.Line(p.File)
	if dir != "" && path.Dir(file) == dir {
		file = path.Base(file)
	}
	if p.Line > 0 && file != "" {
		file += ":" + strconv.Itoa(p.Line)
	}
	return file
}

// Score is what ex earned of its points, or a dash where nothing could be graded.
func Score(ex verdict.Exercise) string {
	if ex.Verdict == verdict.NotGraded {
		return "-"
	}
	return strconv.Itoa(ex.Earned) + "/" + strconv.Itoa(ex.Points)
}

// State is the word that stands for ex in a table: its verdict, unless there is more to
// say of it than that.
func State(ex verdict.Exercise) words.Word {
	switch {
	case ex.Verdict == verdict.NotGraded:
		return words.Of(ex.Verdict)
	case Tampered(ex):
		return words.NotCounted
	case ex.Untouched && ex.Verdict != verdict.Pass:
		return words.NotStarted
	}
	return words.Of(ex.Verdict)
}

// Tampered reports whether ex does not count because of what was done to its files, and
// not because of how the whole grading was done.
func Tampered(ex verdict.Exercise) bool {
	return !ex.Counts && slices.ContainsFunc(ex.Notes, func(n verdict.Note) bool { return n.Remedy != "" })
}

// Causes are the causes to explain of what is wrong in ex: none if it is untouched,
// unless it was all that was asked for, and after an interruption none of what was not
// decided, for the report says so once.
func Causes(ex verdict.Exercise, alone, interrupted bool) []cause.Cause {
	if ex.Untouched && !alone {
		return nil
	}
	return slices.DeleteFunc(cause.Of(ex), func(c cause.Cause) bool {
		return interrupted && c.Finding.Verdict == verdict.NotGraded
	})
}

// Failure is the title of a test that failed, and how often it did if not always: in how
// many executions, and why they are fewer than the runs that were asked for.
func Failure(t verdict.Test, runs int, l verdict.Lang) string {
	title := term.Line(t.Title.In(l))
	if good := t.Tally[verdict.Pass]; good > 0 && good < t.Executions {
		often := words.Executions
		if t.Executions < runs {
			often = words.CutShort
		}
		title += words.Sentences.In(l) + often.In(l, t.Executions-good, t.Executions)
	}
	return title
}

// Failed are the titles of the tests of ex that failed, on one line.
func Failed(ex verdict.Exercise, l verdict.Lang) string {
	var titles []string
	for _, t := range ex.Tests {
		if t.Verdict != verdict.Pass {
			titles = append(titles, term.Line(t.Title.In(l)))
		}
	}
	if len(titles) == len(ex.Tests) && len(titles) > 1 {
		return words.WholeFailed.In(l)
	}
	return strings.Join(titles, words.Separator.In(l))
}

// Undecided are the exercises of start that are not among those decided, in its order.
func Undecided(start verdict.Start, decided []verdict.Exercise) []string {
	var rest []string
	for _, slug := range start.Slugs {
		if !slices.ContainsFunc(decided, func(ex verdict.Exercise) bool { return ex.Slug == slug }) {
			rest = append(rest, slug)
		}
	}
	return rest
}

// Alone reports whether the grading is of one exercise only. That one is shown in full
// even if it is untouched: it was asked for.
func Alone(start verdict.Start, decided []verdict.Exercise) bool {
	return len(start.Slugs) <= 1 && len(decided) == 1
}
