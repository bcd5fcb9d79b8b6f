package phrase

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"racekit/grader/report/term"
	"racekit/grader/report/words"
	"racekit/grader/verdict"
)

// MaxRows bounds the evidence that a report shows; all of it is in the stream.
const MaxRows = 6

// Evidence is who took part, which lines and, for a race, in which order.
type Evidence struct {
	// Head says what the rows are. It is empty if there are none.
	Head string
	Rows []Row
	// More is how many rows there were beyond MaxRows.
	More int
}

// Row is one goroutine, or one access of one.
type Row struct {
	// Cells are the goroutine, what it did or waits for, and where.
	Cells [3]string
	// Origin is where the goroutine was started. It may be empty.
	Origin string
}

// String is the row where there are no columns.
func (r Row) String() string {
	cells := slices.DeleteFunc(append(r.Cells[:], r.Origin), func(s string) bool { return s == "" })
	return strings.Join(cells, "  ")
}

// Of returns the evidence of f, with places relative to the folder dir.
//
// Of a data race it is the accesses in the order of time; the race detector, and so the
// finding, has the later one first. Of anything else it is the goroutines, unless the
// sentence that explains f has told all of them.
func Of(f verdict.Finding, dir string, l verdict.Lang) Evidence {
	var e Evidence
	switch {
	case len(f.Accesses) > 0:
		e.Head = words.Accesses.In(l)
		for _, a := range slices.Backward(f.Accesses) {
			e.add(term.Line(a.Goroutine), words.Op(a.Op).In(l), where(a.At, dir), origin(f, a.Goroutine, dir, l))
		}
	case len(f.Goroutines) > 0 && !told(f, l):
		e.Head = words.Goroutines.In(l)
		for _, g := range f.Goroutines {
			name := term.Line(g.Name)
			if g.Like > 0 {
				name += words.AndLike.In(l, g.Like)
			}
			e.add(name, term.Line(g.State), where(g.At, dir), origin(f, g.Name, dir, l))
		}
	}
	return e
}

// maxTold is how many goroutines a sentence may tell of and still be read at a glance.
const maxTold = 3

// told reports whether the sentence that explains f says of each goroutine all that a
// row would: its name, where it stands and where it was started.
func told(f verdict.Finding, l verdict.Lang) bool {
	if len(f.Goroutines) > maxTold {
		return false
	}
	sentence := Sentence(f, l)
	for _, g := range f.Goroutines {
		said := []string{term.Line(g.Name), term.Line(g.State)}
		for _, p := range []verdict.Place{g.At, g.Created} {
			if !p.IsZero() {
				said = append(said, Place(p, path.Dir(term.Line(p.File))))
			}
		}
		if g.Like > 0 {
			said = append(said, strconv.Itoa(g.Like))
		}
		if slices.ContainsFunc(said, func(s string) bool { return !says(sentence, s) }) {
			return false
		}
	}
	return true
}

// says reports whether sentence holds s, and not as a part of a longer word: "g1" is not
// said by "g12". Nothing is always said.
func says(sentence, s string) bool {
	if s == "" {
		return true
	}
	return regexp.MustCompile(`(^|[^0-9A-Za-z_])` + regexp.QuoteMeta(s) + `($|[^0-9A-Za-z_])`).MatchString(sentence)
}

// Lines is the evidence as lines, each without a newline.
func (e Evidence) Lines(l verdict.Lang) []string {
	if e.Head == "" {
		return nil
	}
	lines := []string{e.Head}
	for _, r := range e.Rows {
		lines = append(lines, "  "+r.String())
	}
	if e.More > 0 {
		lines = append(lines, "  "+words.MoreOfThem.In(l, e.More))
	}
	return lines
}

func (e *Evidence) add(name, doing, at, origin string) {
	if len(e.Rows) == MaxRows {
		e.More++
		return
	}
	e.Rows = append(e.Rows, Row{Cells: [3]string{name, doing, at}, Origin: origin})
}

// where is a place with its function.
func where(p verdict.Place, dir string) string {
	return strings.TrimSpace(Place(p, dir) + " " + term.Line(p.Func))
}

// origin says where the goroutine called name comes from, if that is known.
func origin(f verdict.Finding, name, dir string, l verdict.Lang) string {
	for _, g := range f.Goroutines {
		switch {
		case g.Name != name:
		case g.Test:
			return words.TestItself.In(l)
		case !g.Created.IsZero():
			return words.StartedAt.In(l, Place(g.Created, dir))
		}
	}
	return ""
}

// Schedule is the order of steps that shows f, in lines, and a line that says what they
// are; both are empty where there is none.
func Schedule(f verdict.Finding, l verdict.Lang) (head, trace string) {
	if f.Schedule == nil {
		return "", ""
	}
	return words.Schedule.In(l), strings.TrimSpace(f.Schedule.Trace.In(l))
}
