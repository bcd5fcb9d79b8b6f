package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"racekit/grader/report/github"
	"racekit/grader/report/table"
	"racekit/grader/verdict"
)

// table is the renderer for people, fitted to where it writes. What the grading is at
// goes to progress, which may be nil.
func (w World) table(lang verdict.Lang, progress io.Writer) verdict.Handler {
	width, live := w.terminal(w.Stdout)
	_, progressLive := w.terminal(progress)
	return table.New(w.Stdout, table.Options{
		Lang:         lang,
		Width:        width,
		Color:        live && w.getenv("NO_COLOR") == "" && w.getenv("TERM") != "dumb",
		Progress:     progress,
		ProgressLive: progressLive,
		Program:      w.Program,
		Repeat:       w.repeat.flags,
		KitElsewhere: w.repeat.kit,
	})
}

// terminal reports whether out is a terminal, and how wide. COLUMNS is believed where
// out is none.
func (w World) terminal(out io.Writer) (width int, live bool) {
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		width, _, err := term.GetSize(int(f.Fd()))
		if err == nil && width > 0 {
			return width, true
		}
		return 0, true
	}
	if n, err := strconv.Atoi(w.getenv("COLUMNS")); err == nil && n > 0 {
		return n, false
	}
	return 0, false
}

// github adds annotations and a job summary when run by GitHub Actions. The commands go
// to standard output, or to standard error if that is taken by JSON.
func (w World) github(lang verdict.Lang, out *outputs, stdoutTaken bool) (verdict.Handler, error) {
	if w.getenv("GITHUB_ACTIONS") != "true" {
		return nil, nil
	}
	o := github.Options{Out: w.Stdout, Lang: lang}
	if stdoutTaken {
		o.Out = w.Stderr
	}
	if path := w.getenv("GITHUB_STEP_SUMMARY"); path != "" {
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			return nil, usage(fmt.Errorf("opening the job summary of GITHUB_STEP_SUMMARY: %w", err))
		}
		out.closers = append(out.closers, f)
		o.Summary = f
	}
	return github.New(o), nil
}
