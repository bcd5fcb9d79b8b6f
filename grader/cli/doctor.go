package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"racekit/grader/catalog"
	"racekit/grader/doctor"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
	"racekit/grader/workspace"
)

func doctorCommand(w World) *cobra.Command {
	full := false
	c := &cobra.Command{
		Use:   "doctor",
		Short: "examine this machine: what is missing, how to get it, what works without it",
		Long: "Doctor looks for all that grading needs: Go, cgo and a C compiler that works, the race detector,\n" +
			"the modules, room in memory and on disk, folders that can be written to, and the kit's own files.\n\n" +
			"It works outside of the kit too. It exits with 0 if nothing is missing (there may be warnings),\n" +
			"with 3 if something is, and with 2 if --kit names a folder that is no kit.",
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			root, lang, err := common(w, c)
			outside := errors.Is(err, catalog.ErrNoKit) && !c.Flags().Changed("kit")
			if err != nil && !outside {
				return err
			}
			scratch, err := workspace.Base(w.getenv)
			if err != nil {
				return err
			}
			return w.examine(c.Context(), doctor.Local(), doctor.Config{Root: root, Scratch: scratch, Env: w.Env, Full: full}, lang)
		},
	}
	c.Flags().BoolVar(&full, "full", false, "try the race detector even if that compiles the standard library first (about 20 seconds, once)")
	return c
}

// examine prints each result as it is found, and then what they amount to.
func (w World) examine(ctx context.Context, m doctor.Machine, cfg doctor.Config, lang verdict.Lang) error {
	l := layout{out: w.Stdout, lang: lang}
	if l.width, _ = w.terminal(w.Stdout); l.width == 0 {
		l.width = 100
	}
	_, live := w.terminal(w.Stdout)
	l.palette.Color = live && w.getenv("NO_COLOR") == "" && w.getenv("TERM") != "dumb"
	missing, warnings := 0, 0
	for r := range doctor.Examine(ctx, m, cfg) {
		switch r.Status {
		case doctor.Missing:
			missing++
		case doctor.Warning:
			warnings++
		}
		l.result(r)
	}
	if ctx.Err() != nil {
		return errors.Join(l.err, errInterrupted)
	}
	l.line(conclusion(missing, warnings).In(lang))
	if l.err != nil {
		return fmt.Errorf("printing what was found: %w", l.err)
	}
	if missing > 0 {
		return errMissing
	}
	return nil
}

// errMissing says that grading does not work here, which the lines above it explain.
var errMissing = errors.New("something that grading needs is missing; the lines marked with it say how to get it")

func conclusion(missing, warnings int) verdict.Text {
	switch {
	case missing > 0:
		return verdict.Text{
			En: fmt.Sprintf("\n%d missing, %s.", missing, plural(warnings, "warning")),
			Ja: fmt.Sprintf("\n不足%d件、注意%d件です。", missing, warnings),
		}
	case warnings > 0:
		return verdict.Text{
			En: fmt.Sprintf("\nNothing is missing; %s.", plural(warnings, "warning")),
			Ja: fmt.Sprintf("\n不足しているものはありません。注意が%d件あります。", warnings),
		}
	}
	return verdict.Text{
		En: "\nAll that grading needs is here.",
		Ja: "\n採点に必要なものはすべてそろっています。",
	}
}

// plural counts things in English.
func plural(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// layout prints results. The first error of the writer is kept.
type layout struct {
	out     io.Writer
	lang    verdict.Lang
	width   int
	palette term.Palette
	err     error
}

func (l *layout) line(s string) {
	if l.err == nil {
		_, l.err = fmt.Fprintln(l.out, strings.TrimRight(s, " "))
	}
}

// result prints a line for what was found, and one for each thing to know about it.
func (l *layout) result(r doctor.Result) {
	const words, subjects = 9, 23 // cells of the first two columns
	margin := strings.Repeat(" ", words+2)
	head := l.status(r.Status, words) + "  " + term.Pad(r.Subject.In(l.lang), subjects) + "  "
	hang := strings.Repeat(" ", words+subjects+4)
	found := term.Wrap(term.Line(r.Found.In(l.lang)), l.width-len(hang))
	if len(found) == 0 {
		found = []string{""}
	}
	l.line(head + found[0])
	for _, more := range found[1:] {
		l.line(hang + more)
	}
	for _, part := range []struct{ name, text verdict.Text }{
		{verdict.Text{}, r.Means},
		{verdict.Text{En: "To mend it: ", Ja: "直すには: "}, r.Remedy},
		{verdict.Text{En: "Without it: ", Ja: "直さない場合: "}, r.Without},
	} {
		if text := part.text.In(l.lang); text != "" {
			for _, line := range term.Indent(part.name.In(l.lang)+text, l.width, margin, margin) {
				l.line(line)
			}
		}
	}
}

// status is the word for a status, in its colour.
func (l *layout) status(s doctor.Status, width int) string {
	ja := map[doctor.Status]string{doctor.OK: "正常", doctor.Warning: "注意", doctor.Missing: "不足", doctor.Untried: "未確認"}
	word := term.Pad(verdict.Text{En: string(s), Ja: ja[s]}.In(l.lang), width)
	switch s {
	case doctor.OK:
		return l.palette.Good(word)
	case doctor.Missing:
		return l.palette.Bad(word)
	case doctor.Warning:
		return l.palette.Warn(word)
	}
	return l.palette.Faint(word)
}
