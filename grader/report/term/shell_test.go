package term_test

import (
	"os/exec"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/report/term"
)

func TestShell(t *testing.T) {
	tests := []struct {
		name, give, want string
	}{
		{"plain", "../class-3/alice", "../class-3/alice"},
		{"Japanese", "提出物/佐藤", "提出物/佐藤"},
		{"a space", "class 3", "'class 3'"},
		{"a quote", "it's", `'it'\''s'`},
		{"an order", "$(rm -r x); `y` *", "'$(rm -r x); `y` *'"},
		{"home", "~/x", "'~/x'"},
		{"nothing", "", "''"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := term.Shell(tt.give)
			assert.Equal(t, tt.want, got)
			out, err := exec.Command("sh", "-c", "printf %s "+got).Output()
			require.NoError(t, err)
			assert.Equal(t, tt.give, string(out), "what a shell reads")
		})
	}
}
