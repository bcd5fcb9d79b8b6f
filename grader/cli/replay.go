package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"racekit/grader/explore"
	"racekit/grader/report/exploration"
	"racekit/grader/verdict"
)

func replayCommand(w World) *cobra.Command {
	var o exploreOptions
	var save string
	c := &cobra.Command{
		Use:   "replay TOKEN",
		Short: "execute one schedule again that explore or grade found to fail",
		Long: "Replay executes the schedule of a token, which is printed with each failure, and shows what happens in\n" +
			"it. It is the same every time. It is called in the module that the token is of. If the code has\n" +
			"changed since, it says so and searches again, with the budget of the flags.\n\n" +
			"It exits like explore: 1 if a schedule fails, 0 if none does any more.",
		Example: "  racekit replay v1:example.com/queue.TestPop:1f2e3d4c:e30:AAEC:9b71d224\n" +
			"  racekit replay --trace trace.json TOKEN   also write every step as JSON",
		Args: between("name a token", 1),
		RunE: func(c *cobra.Command, tokens []string) error {
			asked, _ := c.Flags().GetString("lang")
			lang, err := w.lang(asked)
			if err != nil {
				return err
			}
			return w.replay(c.Context(), o, lang, tokens[0], save)
		},
	}
	f := c.Flags()
	f.DurationVar(&o.time, "time", defaultTime, "budget in time on the clock if it must search again")
	f.IntVar(&o.schedules, "schedules", 0, "the same in schedules, instead of time")
	f.StringSliceVar(&o.tags, "tags", nil, "build tags, as for go build")
	f.StringSliceVar(&o.allow, "allow", nil, allowUsage)
	f.StringVar(&save, "trace", "", "also write the trace as JSON to a `file`")
	f.BoolVar(&o.noRace, "no-race", false, "without the race detector, where there is no C compiler; a data race is then not seen")
	f.BoolVar(&o.json, "json", false, "print the result as JSON objects, one a line")
	return c
}

func (w World) replay(ctx context.Context, o exploreOptions, lang verdict.Lang, text, save string) error {
	t, err := explore.ParseToken(text)
	if err != nil {
		return exploreError(err)
	}
	o.bounds, o.memory = []int{0, 1, 2}, explore.DefaultBytes>>20
	cfg, err := w.exploreConfig(o, nil)
	if err != nil {
		return err
	}
	o.replaying = true
	show := w.exploration(o, lang, cfg)
	show.Building()
	if _, err = explore.Replay(ctx, cfg, t, show); err == nil {
		err = w.saveTrace(show, save)
	}
	return w.explored(ctx, err, show)
}

// saveTrace writes the trace of what was replayed to a file, if there is one to write to.
func (w World) saveTrace(show *exploration.Handler, file string) error {
	if file == "" {
		return nil
	}
	text, err := show.Trace()
	if err != nil {
		return fmt.Errorf("writing the trace: %w", err)
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(w.Dir, file)
	}
	if err := os.WriteFile(file, append(text, '\n'), 0o644); err != nil {
		return usage(fmt.Errorf("writing the trace: %w", err))
	}
	return nil
}
