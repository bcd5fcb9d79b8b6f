package iter_test

import (
	"testing"

	"racekit/grader/explore/shim/shimtest"
)

func TestSameAPI(t *testing.T) {
	shimtest.SameAPI(t, "iter")
}
