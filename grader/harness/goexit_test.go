package harness

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Code under test must not get round the assertions by ending the goroutine that makes
// them.
func TestExecute_Goexit(t *testing.T) {
	tests := []struct {
		name string
		give func(*Run)
	}{
		{"the property's own goroutine", func(r *Run) {
			runtime.Goexit()
			r.Errorf("never reached")
		}},
		{"one of Go", func(r *Run) {
			r.Go("exits", func() {
				runtime.Goexit()
				r.Errorf("never reached")
			})
			r.Join()
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			end := once(tt.give)
			require.Len(t, end.Wrong, 1)
			assert.Contains(t, end.Wrong[0], "runtime.Goexit")
			assert.Empty(t, end.Left)
		})
	}
}

func TestExecute_FailNowIsNoGoexit(t *testing.T) {
	end := once(func(r *Run) {
		r.Go("fails", func() { r.Fatalf("wrong") })
		r.Join()
		r.FailNow()
	})
	require.Len(t, end.Wrong, 1)
	assert.Contains(t, end.Wrong[0], "wrong")
}
