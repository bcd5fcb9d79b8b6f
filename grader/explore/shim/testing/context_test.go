package testing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	shim "racekit/grader/explore/shim/testing"
)

func TestT_Context(t *testing.T) {
	for _, r := range all(t, func(t *shim.T) {
		ctx := t.Context()
		t.Log(ctx.Err())
		over := make(chan error)
		sched.Go("waits", func() {
			sched.Recv(ctx.Done(), "ctx.Done()")
			sched.Send(over, "over")(ctx.Err())
		})
		t.Cleanup(func() { t.Log(sched.Recv(over, "over")) })
		t.Run("sub", func(sub *shim.T) { sub.Log(sub.Context() != ctx, sub.Context().Err()) })
		t.Log(ctx.Err())
	}) {
		assert.Equal(t, []string{"<nil>", "true <nil>", "<nil>", "context canceled"}, r.Logs)
		assert.Empty(t, r.Stuck)
	}
}
