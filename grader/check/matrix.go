package check

import (
	"fmt"
	"strconv"
	"strings"

	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// Killer is what killed a mutant in a grading.
type Killer string

// The killers. All but the last are native: the executions of a grading, which nobody
// controls, showed them.
const (
	// ByDetector: two accesses that nothing orders.
	ByDetector Killer = "race detector"
	// ByProof: a deadlock or a leak.
	ByProof Killer = "proof"
	// ByTime: too slow, a hang, a livelock.
	ByTime Killer = "time"
	// ByResult: a wrong result, a panic, or another end.
	ByResult Killer = "result"
	// ByExplorer: no execution failed, but a schedule that was explored.
	ByExplorer Killer = "explorer"
)

// Killers returns every killer, in the order of the matrix.
func Killers() []Killer { return []Killer{ByDetector, ByProof, ByTime, ByResult, ByExplorer} }

// killerOf says what killed the mutant of a grading that failed: the worst of what its
// executions showed or, if they showed nothing, the explorer.
func killerOf(ex verdict.Exercise) Killer {
	worst := verdict.Pass
	for _, f := range ex.Findings {
		if f.Schedule == nil {
			worst = verdict.Worst(worst, f.Verdict)
		}
	}
	for _, t := range ex.Tests {
		if t.Finding == nil || t.Finding.Schedule == nil {
			worst = verdict.Worst(worst, t.Verdict)
		}
	}
	switch worst {
	case verdict.Pass:
		return ByExplorer
	case verdict.DataRace:
		return ByDetector
	case verdict.Deadlock, verdict.GoroutineLeak:
		return ByProof
	case verdict.TooSlow, verdict.Hang, verdict.Livelock:
		return ByTime
	}
	return ByResult
}

// Kills is a row of the kill matrix: what killed the mutants of an exercise.
type Kills struct {
	// Slug is empty in the row of all exercises.
	Slug string `json:"slug,omitempty"`
	// Gradings of mutants were done, each mutant once unless more was asked for. By
	// says how many of them each killer ended.
	Gradings int            `json:"gradings"`
	By       map[Killer]int `json:"by"`
}

// Killed is how many gradings killed their mutant.
func (k Kills) Killed() int {
	n := 0
	for _, by := range k.By {
		n += by
	}
	return n
}

// Matrix is what killed the mutants: a row for each exercise that has some that were
// graded, and one for all.
type Matrix struct {
	Exercises []Kills `json:"exercises"`
	All       Kills   `json:"all"`
}

// matrix adds up what killed the mutants of a report. It is nil if none was graded.
func (r Report) matrix() *Matrix {
	m := &Matrix{All: Kills{By: map[Killer]int{}}}
	for _, ex := range r.Exercises {
		row := Kills{Slug: ex.Slug, By: map[Killer]int{}}
		for _, a := range ex.Answers {
			if a.Kind != Mutant {
				continue
			}
			row.Gradings += a.Gradings
			for killer, n := range a.Killers {
				row.By[killer] += n
				m.All.By[killer] += n
			}
		}
		if row.Gradings > 0 {
			m.Exercises = append(m.Exercises, row)
			m.All.Gradings += row.Gradings
		}
	}
	if len(m.Exercises) == 0 {
		return nil
	}
	return m
}

// legend says what the columns of the matrix mean.
const legend = `  RACE: the race detector. PROOF: a deadlock or a goroutine leak. TIME: too
  slow, hang or livelock. RESULT: a wrong result, a panic and others. EXPLORER:
  no execution failed, but an explored schedule; with luck, one fails as well.
`

// text lays the matrix out in less than 80 columns. Each mutant was graded repeat times.
func (m *Matrix) text(b *strings.Builder, repeat int) {
	things := "mutants"
	if repeat > 1 {
		things = "mutants, in gradings"
	}
	rows := [][]string{{"", "RACE", "PROOF", "TIME", "RESULT", "EXPLORER", "KILLED"}}
	for _, k := range m.Exercises {
		rows = append(rows, k.row(k.Slug))
	}
	rows = append(rows, m.All.row("total"))
	widths := columns(rows)
	fmt.Fprintf(b, "what killed the %s:\n", things)
	for _, row := range rows {
		b.WriteString("  " + term.Pad(row[0], widths[0]))
		for i, cell := range row[1:] {
			b.WriteString("  " + strings.Repeat(" ", widths[i+1]-term.Width(cell)) + cell)
		}
		b.WriteByte('\n')
	}
	b.WriteString(legend + "\n")
}

// row is the cells of a row.
func (k Kills) row(name string) []string {
	cells := []string{name}
	for _, killer := range Killers() {
		cells = append(cells, strconv.Itoa(k.By[killer]))
	}
	return append(cells, fmt.Sprintf("%d of %d", k.Killed(), k.Gradings))
}
