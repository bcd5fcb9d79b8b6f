package confine_test

import (
	"net"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/confine"
)

// Each layer is switched off in turn, and something gets through that all layers together
// stop: there is none that nothing needs.
func TestAblation(t *testing.T) {
	c := confiner(t)
	away, secret := outside(t)
	server, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer server.Close()
	for _, tt := range []struct {
		layer, does string
		self        bool
	}{
		{"Landlock", "read /etc/passwd", false},
		{"Landlock", "write " + filepath.Join(away, "new"), false},
		{"Landlock", "execute /bin/true", true},
		{"seccomp", "listen tcp4", false},
		{"seccomp", "udp", false},
		{"seccomp", "fork", false},
		{"seccomp", "flee", true},
		{"seccomp", "chmod " + secret, false},
		{"seccomp", "memfile", false},
		{"rlimits", "grow 1500", false},
		{"rlimits", "fill large", false},
		{"rlimits", "open 1100", false},
		{"capabilities", "read /proc/" + strconv.Itoa(os.Getpid()) + "/environ", true},
		{"capabilities", "user", false},
	} {
		t.Run(tt.layer+", "+tt.does, func(t *testing.T) {
			if tt.layer == "capabilities" && os.Getuid() != 0 {
				t.Skip("only root has capabilities to give up")
			}
			p := confine.Profile{Writable: t.TempDir(), DataBytes: 1 << 30, Self: tt.self}
			assert.NotContains(t, try(t, c, p, tt.does).out, "done", "all layers")
			assert.Contains(t, try(t, c.Without(tt.layer), p, tt.does).out, "done", "without "+tt.layer)
		})
	}
}
