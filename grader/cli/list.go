package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"racekit/grader/catalog"
	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

func listCommand(w World) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "list the exercises in the order of the course",
		Args:  noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			root, lang, err := common(w, c)
			if err != nil {
				return err
			}
			kit, err := catalog.Load(root)
			if err != nil {
				return usage(err)
			}
			for _, line := range listLines(kit, lang) {
				if _, err := fmt.Fprintln(w.Stdout, line); err != nil {
					return fmt.Errorf("listing: %w", err)
				}
			}
			return nil
		},
	}
}

// listLines lays the exercises out as a table without lines.
func listLines(kit *catalog.Kit, lang verdict.Lang) []string {
	rows := [][]string{{"SLUG", "LEVEL", "MIN", "AFTER", "TITLE"}}
	if lang == verdict.Japanese {
		rows[0] = []string{"課題", "レベル", "分", "前提", "題名"}
	}
	for _, ex := range kit.Exercises {
		after := strings.Join(ex.Prerequisites, ",")
		if after == "" {
			after = "-"
		}
		rows = append(rows, []string{ex.Slug, ex.Level.Text().In(lang), strconv.Itoa(ex.Minutes), after, ex.Title.In(lang)})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], term.Width(cell))
		}
	}
	var lines []string
	for _, row := range rows {
		for i := range row[:len(row)-1] {
			row[i] = term.Pad(row[i], widths[i])
		}
		lines = append(lines, strings.Join(row, "  "))
	}
	return lines
}
