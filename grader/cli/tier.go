package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"racekit/grader/confine"
)

// tierFlag adds the flag for the tier that a grading must have.
func tierFlag(c *cobra.Command, tier *int) {
	c.Flags().IntVar(tier, "require-tier", 0, "grade only if submissions can be confined as far as this `tier`, 0 to 2; README.md says what they are")
}

func isTier(n int) bool { return n >= int(confine.T0) && n <= int(confine.T2) }

func noTier(n int) error {
	return fmt.Errorf("--require-tier %d: the tiers are 0, 1 and 2; 'What a submission can do' in README.md says what they are", n)
}
