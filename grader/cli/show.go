package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"racekit/grader/report/github"
	"racekit/grader/report/jsonl"
	"racekit/grader/report/junit"
	"racekit/grader/verdict"
)

func showCommand(w World) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "show FILE",
		Short: "render results that 'grade --save' or 'grade --json' wrote",
		Example: "  racekit show result.jsonl\n" +
			"  racekit show --lang ja result.jsonl\n" +
			"  racekit show --format junit result.jsonl > junit.xml\n" +
			"  racekit grade --json | racekit show -      from standard input",
		Args: between("name a file", 1),
		RunE: func(c *cobra.Command, files []string) error {
			asked, _ := c.Flags().GetString("lang")
			lang, err := w.lang(asked)
			if err != nil {
				return err
			}
			h, err := w.repeating(c, lang).renderer(format, lang)
			if err != nil {
				return err
			}
			return w.show(files[0], h)
		},
	}
	c.Flags().StringVar(&format, "format", "table", "table, json, junit or github")
	return c
}

// renderer returns the renderer of that name, writing to standard output.
func (w World) renderer(format string, lang verdict.Lang) (verdict.Handler, error) {
	switch format {
	case "table":
		return w.table(lang, nil), nil // what the grading was at is past
	case "json":
		return jsonl.New(w.Stdout), nil
	case "junit":
		return junit.New(w.Stdout, junit.Options{Lang: lang}), nil
	case "github":
		return github.New(github.Options{Out: w.Stdout, Lang: lang}), nil
	}
	return nil, usage(fmt.Errorf("--format %q: there are table, json, junit and github", format))
}

// show renders a recorded stream, that of standard input if the file is called "-".
func (w World) show(file string, h verdict.Handler) error {
	if file == "-" {
		return show("standard input", w.Stdin, h)
	}
	f, err := os.Open(file)
	if err != nil {
		return usage(fmt.Errorf("opening the results: %w", err))
	}
	defer f.Close()
	return show(file, f, h)
}

// show renders what r holds. Of a stream that was cut off, also in the middle of a line,
// it renders what is there and says so.
func show(name string, r io.Reader, h verdict.Handler) error {
	w := &watched{h: h}
	err := verdict.Replay(r, w)
	switch {
	case err == nil:
		return nil
	case w.err != nil:
		return fmt.Errorf("showing %s: %w", name, err)
	case w.open:
		err = errors.Join(err, h.Summary(verdict.Summary{Interrupted: true}))
	}
	return usage(fmt.Errorf("showing %s: %w", name, err))
}

// watched tells a stream that cannot be read from one that cannot be rendered.
type watched struct {
	h verdict.Handler
	// open: the stream was started and not ended.
	open bool
	// err is the error of h.
	err error
}

func (w *watched) note(err error) error {
	w.err = err
	return err
}

func (w *watched) Start(m verdict.Start) error {
	w.open = true
	return w.note(w.h.Start(m))
}

func (w *watched) Progress(m verdict.Progress) error { return w.note(w.h.Progress(m)) }
func (w *watched) Exercise(m verdict.Exercise) error { return w.note(w.h.Exercise(m)) }

func (w *watched) Summary(m verdict.Summary) error {
	w.open = false
	return w.note(w.h.Summary(m))
}
