package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"racekit/grader/explore"
	"racekit/grader/verdict"
)

func replayCommand(w World) *cobra.Command {
	var o exploreOptions
	var save string
	c := &cobra.Command{
		Use:   "replay TOKEN",
		Short: "execute one schedule again that explore or grade found to fail",
		Long: "Replay executes the schedule of a token, which is printed with each failure, and shows what happens in\n" +
			"it. It is the same every time. If the code has changed since, it says so and searches again, with\n" +
			"the budget of the flags.\n\n" +
			"It exits like explore: 1 if the schedule fails, 0 if it does not any more.",
		Example: "  racekit replay v1:example.com/queue.TestPop:1f2e3d4c:e30:AAEC\n" +
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
	f.StringVar(&save, "trace", "", "also write the trace as JSON to a `file`")
	f.BoolVar(&o.noRace, "no-race", false, "without the race detector")
	f.BoolVar(&o.json, "json", false, "print the result as a JSON object")
	return c
}

func (w World) replay(ctx context.Context, o exploreOptions, lang verdict.Lang, text, save string) error {
	t, err := explore.ParseToken(text)
	if err != nil {
		return exploreError(err)
	}
	o.bounds = []int{0, 1, 2}
	cfg, err := w.exploreConfig(o, nil)
	if err != nil {
		return err
	}
	show := w.exploration(o, lang)
	changed, err := explore.Replay(ctx, cfg, t, show)
	if changed {
		fmt.Fprintf(w.Stderr, "racekit: %s\n", verdict.Text{
			En: "the code has changed since this token was printed, so its schedule means nothing any more: searching again",
			Ja: "このトークンが出力された後にコードが変更されているため、スケジュールを再現できません。もう一度探索します",
		}.In(lang))
	}
	if err != nil {
		return errors.Join(exploreError(err), show.Close())
	}
	if err := show.Close(); err != nil {
		return fmt.Errorf("writing the results: %w", err)
	}
	if save != "" {
		if err := os.WriteFile(save, show.Trace(), 0o644); err != nil {
			return usage(fmt.Errorf("writing the trace: %w", err))
		}
	}
	if show.Failed() > 0 {
		return errBelow
	}
	return nil
}
