package exploretest_test

import (
	"regexp"
	"testing"

	"racekit/grader/explore/exploretest"
)

// A test of a module explores the tests of a package below it: those of the queue here, in
// 5,000 schedules each.
func ExampleRun() {
	test := func(t *testing.T) {
		exploretest.Run(t, []string{"./queue"}, exploretest.Schedules(5000), exploretest.Tests(regexp.MustCompile("^TestPop")))
	}
	_ = test
}
