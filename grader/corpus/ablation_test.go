package corpus_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/admit"
	"racekit/grader/corpus"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// Each rule of admission is switched off in turn, with all other defences in force, and an
// attack gets through that it stops.
func TestAblation(t *testing.T) {
	attacks, err := corpus.Attacks(filepath.Join(root, "testdata", "ablation"))
	require.NoError(t, err)
	var names []string
	for _, a := range attacks {
		assert.Equal(t, a.Name, a.Rule)
		names = append(names, a.Name)
		t.Run(a.Name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, a.Lay(dir))
			cfg := grade.Config{Dir: dir, Slugs: []string{a.Exercise}}
			got := graded(t, cfg)
			require.Equal(t, verdict.Refused, got.Verdict)
			for _, f := range got.Findings {
				assert.Contains(t, f.What.En, "(rule "+a.Rule+")", "no other rule stops it")
			}

			cfg.Without = []admit.Rule{admit.Rule(a.Rule)}
			got = graded(t, cfg)
			assert.Contains(t, a.Behind, string(got.Verdict), a.Trick)
			assert.Equal(t, a.Gains, got.Earned)
			for _, one := range got.Tests {
				if a.Rule == string(admit.Uncontrolled) {
					assert.Nil(t, one.Explored)
				}
				if one.Finding != nil {
					t.Logf("%s: %s: %s", one.Name, one.Verdict, one.Finding.What.En)
				}
			}
		})
	}
	for _, rule := range admit.Rules() {
		assert.True(t, slices.Contains(names, string(rule)), "nothing needs the rule %s", rule)
	}
}
