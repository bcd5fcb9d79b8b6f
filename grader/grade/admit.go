package grade

import (
	"errors"
	"path"
	"slices"
	"strings"

	"racekit/grader/admit"
	"racekit/grader/explain"
	"racekit/grader/submission"
	"racekit/grader/verdict"
)

// mostRefusals is how many refusals of one submission are shown.
const mostRefusals = 5

// examine asks whether the learner's files may be built at all, and returns those that
// may not.
func (e *entry) examine(sub submission.Submission, without []admit.Rule) map[string]bool {
	policy := admit.Policy{Imports: e.ex.Imports, Unexplored: e.ex.Processes, Kit: e.unit.Files, Without: without}
	refusals := policy.Check(sub.Files)
	for _, name := range e.ex.Files {
		if err := sub.Missing[name]; errors.Is(err, submission.ErrUnfit) {
			what := strings.TrimPrefix(err.Error(), submission.ErrUnfit.Error()+": ")
			refusals = append(refusals, admit.Refusal{Rule: admit.File, File: name, Line: 1, What: what})
		}
	}
	refused := map[string]bool{}
	for i, r := range refusals {
		refused[r.File] = true
		if i < mostRefusals {
			e.refuse(r, e.ex.Dir+"/"+r.File)
		}
	}
	return refused
}

// refuse adds a refusal as a finding of the exercise.
func (e *entry) refuse(r admit.Refusal, file string) {
	place := verdict.Place{File: file, Line: r.Line, Learner: true}
	e.findings = append(e.findings, explain.Refused(r, e.ex.Imports).On(verdict.Finding{Verdict: verdict.Refused, Place: place}))
}

// stranger names a file that no exercise lists, given relative to the tree. One that a
// build could take in is refused, for all that it is never built: nobody hands it in by
// chance, and who did should know that it is not graded.
func (e *entry) stranger(file string, without []admit.Rule) {
	name := path.Base(file)
	if strings.HasSuffix(file, "/") {
		name += "/"
	}
	if admit.Extra(name) && !slices.Contains(without, admit.ExtraFile) {
		e.refuse(admit.Refusal{Rule: admit.ExtraFile, File: name, Line: 1, What: name}, file)
		return
	}
	e.notes = append(e.notes, verdict.Note{File: file, Text: verdict.Text{
		En: "was not graded: the exercise takes only the files that it lists",
		Ja: "は採点の対象外です。この課題で提出できるのは、指定されたファイルだけです",
	}})
}
