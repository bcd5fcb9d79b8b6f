package cli_test

import (
	"testing"

	"go.uber.org/goleak"

	"racekit/grader/confine"
)

// TestMain is also the launcher of graded processes.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}
