package github

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"racekit/grader/report/cause"
	"racekit/grader/report/phrase"
	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// maxRaw bounds, in bytes, what the summary shows of one message or report.
const maxRaw = 8 << 10

// page is a job summary.
type page struct {
	lang      verdict.Lang
	start     verdict.Start
	exercises []verdict.Exercise
	end       verdict.Summary
	hidden    excess
	limit     int
}

func (p page) say(w words.Word, args ...any) string { return w.In(p.lang, args...) }

// markdown is the page: what came out, a table, the rest of the total, and an exercise
// a block to fold open, as many as GitHub takes.
func (p page) markdown() string {
	head, tail := p.head()+p.table(), p.tail()
	room := maxSummary - len(head) - len(tail) - len(p.cutOff(len(p.exercises)))
	var b strings.Builder
	b.WriteString(head)
	left := 0
	for _, ex := range p.exercises {
		block := p.details(ex)
		if room -= len(block); room < 0 {
			left++
			continue
		}
		b.WriteString(block)
	}
	if left > 0 {
		b.WriteString(p.cutOff(left))
	}
	b.WriteString(tail)
	return b.String()
}

func (p page) cutOff(n int) string { return p.say(words.CutOff, n) + "\n\n" }

func (p page) head() string {
	lines := []string{"## racekit", ""}
	if p.end.Points > 0 {
		lines[0] += fmt.Sprintf(": %d/%d (%d%%)", p.end.Earned, p.end.Points, p.end.Percent())
	}
	if p.start.Dir != "" {
		lines = append(lines, p.say(words.Submission, code(p.start.Dir)), "")
	}
	if p.end.Interrupted {
		lines = append(lines, "**"+p.say(words.Interrupted)+"**", "")
		if rest := phrase.Undecided(p.start, p.exercises); len(rest) > 0 {
			lines = append(lines, p.say(words.NotDecided, p.list(rest)), "")
		}
	}
	for _, n := range p.start.Notices {
		lines = append(lines, p.say(words.Note)+" "+markdown(term.Line(n.In(p.lang))), "")
	}
	return strings.Join(lines, "\n") + "\n"
}

func (p page) list(slugs []string) string {
	return markdown(strings.Join(slugs, p.say(words.Separator)))
}

// table has a row for each exercise.
func (p page) table() string {
	if len(p.exercises) == 0 {
		return p.say(words.Nothing) + "\n\n"
	}
	var b strings.Builder
	row := func(cells ...string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	row(p.say(words.Exercise), p.say(words.Score), p.say(words.Verdict), p.say(words.Failed))
	row("---", "---:", "---", "---")
	for _, ex := range p.exercises {
		failed := ""
		if !ex.Untouched && ex.Verdict != verdict.NotGraded {
			failed = phrase.Failed(ex, p.lang)
		}
		row(markdown(ex.Slug), phrase.Score(ex), markdown(p.say(phrase.State(ex))), markdown(failed))
	}
	return b.String() + "\n"
}

// tail is what does not belong to one exercise.
func (p page) tail() string {
	var lines []string
	if out := slices.Concat(p.end.NotCounted, p.end.NotGraded); len(out) > 0 {
		lines = append(lines, p.say(words.LeftOut, p.list(out)), "")
	}
	if p.hidden != (excess{}) {
		lines = append(lines, p.say(words.TooMany, p.limit, p.limit, p.hidden.errs, p.hidden.warnings), "")
	}
	if p.end.Next != "" {
		lines = append(lines, p.say(words.Next, markdown(p.end.Next)), "")
	}
	if p.start.Tier != "" {
		lines = append(lines, p.say(words.Confined, markdown(term.Line(p.start.Tier))), "")
	}
	return strings.Join(lines, "\n")
}

// details is one exercise, folded, in one HTML block: no line of it is blank. It is
// empty where the table said all.
func (p page) details(ex verdict.Exercise) string {
	causes := phrase.Causes(ex, phrase.Alone(p.start, p.exercises), p.end.Interrupted)
	if len(causes) == 0 && len(ex.Notes) == 0 {
		return ""
	}
	title := strings.Join([]string{ex.Slug, phrase.Score(ex), term.Line(ex.Title.In(p.lang))}, " ")
	lines := []string{"<details>", "<summary>" + escapeHTML(title) + "</summary>"}
	if phrase.Tampered(ex) {
		lines = append(lines, "<p><b>"+escapeHTML(p.say(words.WouldHave, ex.Earned, ex.Points))+"</b></p>")
	}
	lines = append(lines, p.notes(ex)...)
	for _, c := range causes {
		lines = append(lines, p.cause(ex, c)...)
	}
	return strings.Join(append(lines, "</details>"), "\n") + "\n\n"
}

func (p page) notes(ex verdict.Exercise) []string {
	if len(ex.Notes) == 0 {
		return nil
	}
	lines := []string{"<ul>"}
	for _, n := range ex.Notes {
		item := code(n.File) + " " + escapeHTML(term.Line(n.Text.In(p.lang)))
		if n.Remedy != "" {
			item += " " + escapeHTML(p.say(words.Remedy)) + " " + code(n.Remedy)
		}
		lines = append(lines, "<li>"+item+"</li>")
	}
	return append(lines, "</ul>")
}

// cause explains one finding and lists the tests that it broke.
func (p page) cause(ex verdict.Exercise, c cause.Cause) []string {
	f := c.Finding
	head := "<b>" + escapeHTML(p.say(words.Of(f.Verdict))) + "</b>"
	if place := phrase.Place(f.Place, ""); place != "" {
		head += " " + code(place)
	}
	lines := []string{"<p>" + head + ":<br>", escapeHTML(phrase.Sentence(f, p.lang)) + "</p>"}
	if len(c.Tests) > 0 && f.Verdict != verdict.NotGraded {
		lines = append(lines, "<ul>")
		for _, t := range c.Tests {
			item := "-" + strconv.Itoa(t.Points-t.Earned) + " " + phrase.Failure(t, p.start.Runs, p.lang)
			lines = append(lines, "<li>"+escapeHTML(item)+"</li>")
		}
		lines = append(lines, "</ul>")
	}
	lines = append(lines, pre(phrase.Message(f, p.lang))...)
	lines = append(lines, pre(strings.Join(phrase.Of(f, ex.Dir, p.lang).Lines(p.lang), "\n"))...)
	if head, trace := phrase.Schedule(f, p.lang); head != "" {
		lines = append(lines, "<p>"+escapeHTML(head)+"</p>")
		lines = append(lines, pre(trace)...)
	}
	if f.Raw != "" {
		lines = append(lines, "<details>", "<summary>"+escapeHTML(p.say(words.RawReport))+"</summary>")
		lines = append(append(lines, pre(f.Raw)...), "</details>")
	}
	return lines
}

func code(s string) string { return "<code>" + escapeHTML(term.Line(s)) + "</code>" }

// pre shows s as it is, up to maxRaw bytes of it.
func pre(s string) []string {
	if strings.TrimSpace(s) == "" {
		return nil
	}
	if len(s) > maxRaw {
		s = strings.ToValidUTF8(s[:maxRaw], "") + "\n" + term.Ellipsis
	}
	return []string{"<pre>" + preformatted(s) + "</pre>"}
}
