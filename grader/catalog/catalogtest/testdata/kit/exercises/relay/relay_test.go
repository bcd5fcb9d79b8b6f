package relay_test

import (
	"testing"

	"racekit/exercises/relay"
	"racekit/grader/harness"
)

func TestHandsOn(t *testing.T) {
	harness.Check(t, func(r *harness.Run) {
		if got := relay.Relay(7, 3); got != 7 {
			r.Errorf("Relay(7, 3) = %d; want 7", got)
		}
	})
}
