package cli

import (
	"cmp"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"racekit/grader/catalog"
	"racekit/grader/verdict"
)

func hintCommand(w World) *cobra.Command {
	return &cobra.Command{
		Use:   "hint SLUG [TIER]",
		Short: "give a hint: tier 1 is a question, 2 a direction, 3 nearly the answer",
		Example: "  racekit hint counter      the first hint\n" +
			"  racekit hint counter 2    the second",
		Args: between("name an exercise", 2),
		RunE: func(c *cobra.Command, given []string) error {
			root, lang, err := common(w, c)
			if err != nil {
				return err
			}
			return hint(w.repeating(c, lang), root, lang, given)
		},
	}
}

func hint(w World, root string, lang verdict.Lang, given []string) error {
	tier := 1
	if len(given) == 2 {
		n, err := strconv.Atoi(given[1])
		if err != nil || n < 1 || n > catalog.Tiers {
			return usage(fmt.Errorf("tier %q: there are tiers 1 to %d", given[1], catalog.Tiers))
		}
		tier = n
	}
	kit, err := catalog.Load(root)
	if err != nil {
		return usage(err)
	}
	ex, err := kit.Lookup(w.slug(given[0]))
	if err != nil {
		return err
	}
	text, err := ex.Hint(root, tier, lang)
	if err != nil {
		return usage(err)
	}
	next := ""
	if tier < catalog.Tiers {
		more := verdict.Text{En: "More:", Ja: "次のヒント:"}.In(lang)
		next = fmt.Sprintf("\n%s %s hint %s %d%s\n", more, cmp.Or(w.Program, "racekit"), ex.Slug, tier+1, w.repeat.suffix())
	}
	if _, err := fmt.Fprintf(w.Stdout, "%s\n%s", text, next); err != nil {
		return fmt.Errorf("printing a hint: %w", err)
	}
	return nil
}
