package goleak_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/goleak"
	shim "racekit/grader/explore/shim/testing"
	"racekit/grader/explore/step"
)

var (
	_ goleak.TestingT = (*shim.T)(nil)
	_ goleak.TestingM = (*shim.M)(nil)
)

// last prefers whoever comes last.
type last struct{}

func (last) Choose(c *step.Choice) int { return c.N - 1 }

type first struct{}

func (first) Choose(c *step.Choice) int { return 0 }

func TestVerifyNone(t *testing.T) {
	for _, c := range []step.Chooser{first{}, last{}} {
		r := sched.Run(c, sched.Options{Logs: true}, func() {
			shim.Run("TestX", func(t *shim.T) {
				code := -1
				sched.Go("ends", func() { sched.Sleep(1); t.Log("still there") })
				goleak.VerifyNone(t, goleak.IgnoreCurrent(), goleak.IgnoreTopFunction("f"),
					goleak.IgnoreAnyFunction("f"), goleak.Cleanup(func(c int) { code = c }))
				t.Log(code, goleak.Find())
			})
		})
		assert.Equal(t, []string{"still there", "0 <nil>"}, r.Logs)
		assert.Nil(t, r.Panic)
	}
}

func TestVerifyTestMain(t *testing.T) {
	ran, got := 0, -1
	m := shim.NewM(func() int { ran++; return 7 })
	goleak.VerifyTestMain(m, goleak.Cleanup(func(code int) { got = code }))
	assert.Equal(t, 1, ran)
	assert.Equal(t, 7, got)
}
