package bench_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/bench"
	"racekit/grader/catalog/catalogtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// program writes a shell script that notes its arguments, and how long the exercises
// are when it is called, and exits with code.
func program(t *testing.T, name, log string, code string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	script := "#!/bin/sh\necho \"" + name + " $* $(cat exercises/*/*.go | wc -l)\" >> '" + log + "'\nexit " + code + "\n"
	require.NoError(t, os.WriteFile(path, []byte(script), 0o755))
	return path
}

// run times fake commands on the small kit.
func run(t *testing.T, code string) (table string, log []string, err error) {
	t.Helper()
	root, file := catalogtest.New(t), filepath.Join(t.TempDir(), "log")
	for _, name := range []string{"go.sum", "grader/harness/harness.go", "solutions/relay/relay.go"} {
		catalogtest.Write(t, root, name, "")
	}
	var out bytes.Buffer
	err = bench.Run(context.Background(), bench.Config{
		Root: root, Racekit: program(t, "racekit", file, code), Go: program(t, "go", file, code),
		Rounds: 2, Exercise: "relay", Temp: t.TempDir(), Env: os.Environ(), Out: &out,
	})
	text, readErr := os.ReadFile(file)
	require.NoError(t, readErr, "nothing ran: %v", err)
	return out.String(), strings.Split(strings.TrimSpace(string(text)), "\n"), err
}

func TestRun_TimesBothInTurnAfterAnEdit(t *testing.T) {
	table, log, err := run(t, "1") // a failing test is no error: stubs fail
	require.NoError(t, err)
	assert.Regexp(t, `(?m)^\w+, solved +\d+ ms +\d+ ms +\d+\.\d\d +\d+\.\d\d - \d+\.\d\d +\d+ MiB +\d+ MiB`, table)
	assert.Contains(t, table, ", stubs")

	length := regexp.MustCompile(`(\w+) .* (\d+)$`)
	var before []string
	for i, line := range log {
		m := length.FindStringSubmatch(line)
		require.NotNil(t, m, line)
		assert.Equal(t, []string{"racekit", "go"}[i%2], m[1], "the two take turns")
		unchanged := i/6%3 == 2
		assert.Equal(t, m[1] == "racekit" && !unchanged, strings.Contains(line, "--fresh"), "%q", line)
		switch {
		case unchanged && i%6 != 0:
			assert.Equal(t, before[2], m[2], "something was edited before %q", line)
		case i%6 != 0:
			assert.NotEqual(t, before[2], m[2], "nothing was edited before %q", line)
		}
		before = m
	}
}

func TestRun_CommandThatCannotRun(t *testing.T) {
	_, _, err := run(t, "2")
	assert.ErrorContains(t, err, "timing ")
}
