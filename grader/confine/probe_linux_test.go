package confine

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestGroupOf(t *testing.T) {
	for _, tt := range []struct {
		name, give, controller, want string
		ok                           bool
	}{
		{"container", "0::/\n", "", "/", true},
		{"session", "0::/user.slice/user-1000.slice\n", "", "/user.slice/user-1000.slice", true},
		{"both versions", "12:pids:/a\n1:name=systemd:/b\n0::/c\n", "", "/c", true},
		{"both versions, old one", "12:pids:/a\n1:name=systemd:/b\n0::/c\n", "pids", "/a", true},
		{"several together", "4:cpu,cpuacct,memory:/a:b\n0::/\n", "memory", "/a:b", true},
		{"no such controller", "12:pids:/a\n0::/\n", "memory", "", false},
		{"old", "12:pids:/a\n", "", "", false},
		{"nothing", "", "", "", false},
		{"broken", "12\n12:pids\n", "pids", "", false},
	} {
		got, ok := groupOf(tt.give, tt.controller)
		assert.Equal(t, tt.want, got, tt.name)
		assert.Equal(t, tt.ok, ok, tt.name)
	}
}

// A bound may be set by any group above.
func TestBounded(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a/memory.max": "4294967296\n", "a/b/memory.max": "max\n",
		"c/memory.max": "max\n", "d/memory.max": "\n", "e/memory.max": "9223372036854771712\n", "f/memory.max": "a lot\n",
	} {
		name = filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	for group, want := range map[string]bool{
		"/a": true, "/a/b": true, "/a/b/none": true, "/c": false, "/d": false, "/e": false, "/f": false, "/": false, "/../a": true, "": false,
	} {
		assert.Equal(t, want, bounded(root, group, "memory.max"), group)
	}
}
