package cli

import (
	"github.com/spf13/cobra"

	"racekit/grader/report/term"
	"racekit/grader/verdict"
)

// repeated are the flags that every command which a report names needs again, because
// the next one would not know of them otherwise.
type repeated struct {
	flags []string
	// kit: one of these names the kit, which make could not find.
	kit bool
}

// repeating is w with those flags of c. lang is what --lang came to, if it was given.
func (w World) repeating(c *cobra.Command, lang verdict.Lang) World {
	w.repeat = repeated{}
	if kit, _ := c.Flags().GetString("kit"); kit != "" {
		w.repeat.flags, w.repeat.kit = append(w.repeat.flags, "--kit="+kit), true
	}
	if asked, _ := c.Flags().GetString("lang"); asked != "" {
		w.repeat.flags = append(w.repeat.flags, "--lang="+string(lang))
	}
	return w
}

// suffix is what a command ends in.
func (r repeated) suffix() string {
	s := ""
	for _, flag := range r.flags {
		s += " " + term.Shell(flag)
	}
	return s
}
