package cli_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/cli"
)

// onlyGo is a PATH with a go command and nothing else.
func onlyGo(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("go")
	require.NoError(t, err)
	bin := t.TempDir()
	require.NoError(t, os.Symlink(path, filepath.Join(bin, "go")))
	return "PATH=" + bin
}

func TestDoctor_OutsideOfAKit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	got := call(t.Context(), t, dir, nil, "doctor")
	assert.Equal(t, cli.ExitOK, got.code, got.stdout)
	assert.Regexp(t, `(?m)^warning +kit +not here$`, got.stdout)
	assert.Regexp(t, `(?m)^ok +C compiler +/\S+ compiles a program$`, got.stdout)
	assert.Contains(t, got.stdout, "\nNothing is missing; ")

	got = call(t.Context(), t, dir, nil, "doctor", "--kit", dir)
	assert.Equal(t, cli.ExitUsage, got.code)
	assert.Contains(t, got.stderr, "no racekit here")
}

func TestDoctor_NoCompiler(t *testing.T) {
	t.Parallel()
	env := []string{onlyGo(t), "CC=", "CGO_ENABLED="}
	got := call(t.Context(), t, t.TempDir(), env, "doctor")
	assert.Equal(t, cli.ExitFault, got.code, got.stdout)
	assert.Regexp(t, `(?m)^missing +cgo +off, because there is no C compiler$`, got.stdout)
	assert.Regexp(t, `(?m)^missing +C compiler +\S+ is not in the PATH$`, got.stdout)
	assert.Contains(t, got.stdout, "To mend it: install one: 'apt-get install gcc")
	assert.Contains(t, got.stdout, "Without it: 'racekit grade --no-race' still checks")
	assert.Contains(t, got.stdout, "2 missing, ")
	assert.Contains(t, got.stderr, "something that grading needs is missing")

	got = call(t.Context(), t, t.TempDir(), append(env, "COLUMNS=70"), "doctor", "--lang", "ja")
	assert.Equal(t, cli.ExitFault, got.code)
	assert.Regexp(t, `(?m)^不足 +C コンパイラー +\S+ が PATH にありません$`, got.stdout)
	assert.Contains(t, got.stdout, "直さない場合: 「racekit grade --no-race」")
	assert.Contains(t, got.stdout, "\n不足2件、")
	for line := range strings.Lines(got.stdout) {
		assert.NotContains(t, line, "To mend it")
	}
}
