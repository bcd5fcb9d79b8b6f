package doctor_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"racekit/grader/catalog"
	"racekit/grader/digest"
)

// remove takes a program out of the PATH.
func (s *scene) remove(t *testing.T, name string) {
	t.Helper()
	require.NoError(t, os.Remove(filepath.Join(s.bin, name)))
}

// fill leaves only so many bytes for dir.
func (s *scene) fill(dir string, left uint64) {
	s.machine.Free = func(asked string) (uint64, bool) {
		if strings.HasPrefix(dir, asked) {
			return left, true
		}
		return 80 << 30, true
	}
}

// encode is the JSON of what the go command says, and no JSON for nothing.
func encode(goEnv map[string]string) string {
	if goEnv == nil {
		return "not json"
	}
	text, err := json.Marshal(goEnv)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return string(text)
}

func writeDigests(t *testing.T, root string) {
	t.Helper()
	kit, err := catalog.Load(root)
	require.NoError(t, err)
	list, err := digest.Compute(root, kit)
	require.NoError(t, err)
	require.NoError(t, list.Write(root))
}
