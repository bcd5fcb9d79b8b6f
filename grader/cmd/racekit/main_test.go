//go:build unix

package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/cli"
	"racekit/grader/confine"
)

var update = flag.Bool("update", false, "rewrite the golden files inside the scripts")

// TestMain lets scripts run racekit: as a process of its own, which is this test
// binary under another name.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		panic(err)
	}
	testscript.Main(leakChecked{m}, map[string]func(){"racekit": main})
}

// leakChecked fails the tests if they leave goroutines behind. goleak.VerifyTestMain
// does the same, but ends the process, as testscript.Main does.
type leakChecked struct{ m *testing.M }

func (l leakChecked) Run() int {
	code := l.m.Run()
	if err := goleak.Find(); err != nil && code == 0 {
		fmt.Fprintf(os.Stderr, "the scripts left goroutines behind: %v\n", err)
		return 1
	}
	return code
}

// TestScripts runs testdata/script. Each script starts in an empty folder, without any
// language, and with the caches of the go command as they are. What scripts can do
// beyond testscript's own commands is in commands_test.go.
func TestScripts(t *testing.T) {
	kit := readKit(t)
	scratch := t.TempDir() // one for all, so that the harness is compiled once or twice
	toolchain := goEnv(t, "GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOROOT")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup: func(env *testscript.Env) error {
			for name, value := range toolchain {
				env.Setenv(name, value)
			}
			env.Setenv("HOME", os.Getenv("HOME"))
			env.Setenv("RACEKIT_SCRATCH", scratch)
			racekit, err := exec.LookPath("racekit")
			if err != nil {
				return err
			}
			// Paths with less in them: go but no C compiler, and not even go.
			env.Setenv("NO_GO", filepath.Dir(racekit))
			env.Setenv("NO_GCC", filepath.Dir(racekit)+":"+filepath.Join(toolchain["GOROOT"], "bin"))
			env.Values[kitKey{}] = kit
			env.Values[seenKey{}] = map[string]string{}
			return nil
		},
		Condition: condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bounds":     bounds,
			"exits":      exits,
			"kit":        layKit,
			"readonly":   readonly,
			"remember":   remember,
			"signal":     sendSignal,
			"small":      small,
			"terminal":   terminal,
			"unchanged":  unchanged,
			"wellformed": wellformed,
		},
	})
}

// goEnv asks the go command for the values of its variables.
func goEnv(t *testing.T, names ...string) map[string]string {
	t.Helper()
	out, err := exec.Command("go", append([]string{"env", "-json"}, names...)...).Output()
	require.NoError(t, err)
	var values map[string]string
	require.NoError(t, json.Unmarshal(out, &values))
	return values
}

// documented is a line of the table of exit codes in doc.go.
var documented = regexp.MustCompile(`(?m)^//\t(\d+)  +\S`)

// TestExitCodesAreDocumented holds the manual to the constants: the same codes, each
// once, in this order.
func TestExitCodesAreDocumented(t *testing.T) {
	manual, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	var got []int
	for _, m := range documented.FindAllStringSubmatch(string(manual), -1) {
		code, err := strconv.Atoi(m[1])
		require.NoError(t, err)
		got = append(got, code)
	}
	want := []int{cli.ExitOK, cli.ExitBelow, cli.ExitUsage, cli.ExitFault, cli.ExitRefused, cli.ExitInterrupted}
	assert.Equal(t, want, got)
	assert.Equal(t, []int{0, 1, 2, 3, 4, 130}, want, "scripts and CI rely on these")
}

// TestMakeWithoutGo holds that a student without Go is told what to do.
func TestMakeWithoutGo(t *testing.T) {
	cmd := exec.Command("make", "--no-print-directory", "-C", "../../..", "modules", "GO=no-such-go run")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	require.ErrorAs(t, err, &exit)
	assert.Equal(t, 2, exit.ExitCode())
	assert.Empty(t, string(out))
	lines := strings.Split(strings.TrimSpace(stderr.String()), "\n")
	require.Len(t, lines, 2, "one line of ours, one of make")
	assert.Equal(t, "no-such-go is not in the PATH: install Go 1.26 or later from https://go.dev/dl, or with your package manager", lines[0])
	assert.Contains(t, lines[1], "Error 2")
}
