package grade_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/confine"
	"racekit/grader/grade"
	"racekit/grader/verdict"
)

// What is executed and what is explored is confined, as far as this machine can, and the
// stream says how far.
func TestConfined(t *testing.T) {
	t.Parallel()
	tier, why := confine.Probe()
	if tier < confine.T1 {
		t.Skip("this machine gives T0 only: " + why)
	}
	root := newKit(t)
	hand(t, root, "spy")
	cfg := config(root, "duo")
	cfg.RequireTier = confine.T1
	l := run(t, cfg)
	assert.Equal(t, tier.String(), l.started[0].Tier)
	ex := l.exercises["duo"]
	if f := worst(ex); f != nil {
		assert.Empty(t, f.What.En)
	}
	assert.Equal(t, verdict.Pass, ex.Verdict)
}

func TestRequireTier(t *testing.T) {
	t.Parallel()
	cfg := config(newKit(t), "duo")
	cfg.RequireTier = confine.T2 + 1 // which nothing gives
	var l listener
	_, err := grade.Run(context.Background(), cfg, &l)
	require.ErrorIs(t, err, confine.ErrTier)
	assert.ErrorContains(t, err, "T3 is required, and there is T")
	assert.Empty(t, l.started, "nothing was begun")
}
