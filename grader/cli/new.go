package cli

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"racekit/grader/catalog"
	"racekit/grader/check"
	"racekit/grader/scaffold"
	"racekit/grader/verdict"
)

// newOptions are the flags of new.
type newOptions struct {
	title, titleJa, level string
	order                 int
}

func newCommand(w World) *cobra.Command {
	var o newOptions
	c := &cobra.Command{
		Use:   "new SLUG",
		Short: "for authors: make the files of a new exercise",
		Long: "New makes exercises/SLUG and solutions/SLUG: a sample that compiles, whose stub fails its test and\n" +
			"whose solution passes it, with texts in both languages, one alternative and one mutant. Every part\n" +
			"that is still to be written is marked \"AUTHOR:\", and 'racekit check --fast SLUG' lists them all.\n\n" +
			"A slug is one word of lower-case letters and digits, with a letter first, that can be the name of a\n" +
			"Go package. Nothing that exists is overwritten. It exits with 2 if the exercise cannot be made so.",
		Example: "  racekit new semaphore\n" +
			"  racekit new semaphore --title 'A bounded number at once' --level intermediate --order 75",
		Args: between("name the exercise", 1),
		RunE: func(c *cobra.Command, given []string) error {
			root, _, err := common(w, c)
			if err != nil {
				return err
			}
			if c.Flags().Changed("order") && o.order < 1 {
				return usage(fmt.Errorf("--order %d: name a whole number from 1", o.order))
			}
			return runNew(w, o, root, given[0])
		},
	}
	f := c.Flags()
	f.StringVar(&o.title, "title", "", "title in English (default: a part to be written)")
	f.StringVar(&o.titleJa, "title-ja", "", "title in Japanese (default: a part to be written)")
	f.IntVar(&o.order, "order", 0, "place in the course (default: behind the last exercise)")
	f.StringVar(&o.level, "level", string(catalog.Beginner), "beginner, intermediate or advanced")
	return c
}

// runNew makes the exercise and takes it into what lists the exercises. If that fails,
// the exercise is removed again.
func runNew(w World, o newOptions, root, slug string) error {
	kit, err := catalog.Load(root)
	if err != nil {
		return usage(err)
	}
	files, err := scaffold.New(kit, scaffold.Exercise{
		Slug: slug, Order: o.order, Level: catalog.Level(o.level), Title: verdict.Text{En: o.title, Ja: o.titleJa},
	})
	if errors.Is(err, scaffold.ErrRefused) {
		return usage(err)
	}
	if err != nil {
		return err
	}
	if err := check.Adopt(root, slug, func(file string) { files = append(files, file) }); err != nil {
		return errors.Join(err, scaffold.Remove(root, slug))
	}
	for _, file := range files {
		fmt.Fprintf(w.Stderr, "new: wrote %s\n", file)
	}
	program := cmp.Or(w.Program, "racekit")
	if _, err := fmt.Fprintf(w.Stdout, "The sample in %[1]s/%[3]s and %[2]s/%[3]s works. Replace it by your exercise.\n"+
		"What is still to be written:  %[4]s check --fast %[3]s\nAfter an edit:                %[4]s check --fast --write %[3]s\n",
		catalog.Folder, "solutions", slug, program); err != nil {
		return fmt.Errorf("printing what is next: %w", err)
	}
	return nil
}
