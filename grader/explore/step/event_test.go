package step_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/step"
)

func TestWokenBy(t *testing.T) {
	g, ok := step.WokenBy(step.WakesNote(12))
	assert.True(t, ok)
	assert.Equal(t, 12, g)

	for _, part := range []string{"", "blocks", "wakes g", "wakes gx", "starts g2", "case x, wakes g2"} {
		_, ok := step.WokenBy(part)
		assert.False(t, ok, part)
	}
}
