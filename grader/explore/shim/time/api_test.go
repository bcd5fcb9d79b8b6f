package time_test

import (
	"testing"

	"racekit/grader/explore/shim/shimtest"
)

func TestSameAPI(t *testing.T) {
	shimtest.SameAPI(t, "time")
}
