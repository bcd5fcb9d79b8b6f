package explore

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/rewrite"
)

// fake is an explored program: a shell script that writes records. It is told the names
// of its tests in $names.
func fake(t *testing.T, script string) Execution {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "explored")
	text := `#!/bin/sh
names=$(printf %s "$RACEKIT_EXPLORE" | sed 's/.*"tests":\[\([^]]*\)\].*/\1/; s/[",]/ /g')
say() { printf '%s\n' "$1" >&3; }
start() { say '{"start":{"canary":'$1'}}'; }
begin() { say '{"begin":{"test":"'$1'"}}'; }
end() { say '{"test":{"name":"'$1'"}}'; }
done_() { say '{"done":{}}'; }
` + script
	require.NoError(t, os.WriteFile(path, []byte(text), 0o755))
	return Execution{Binary: path, Temp: dir, Jobs: 1, Digest: "0123"}
}

// each collects the results, as text.
func each(t *testing.T, e Execution, names ...string) (got []string, err error) {
	t.Helper()
	err = e.Each(context.Background(), names, func(res outcome.Test, token string) {
		text := res.Name
		if f := res.Failure; f != nil {
			text += fmt.Sprintf(": %s: %s: %s", f.Class, f.Panic, strings.TrimSpace(f.Stack))
		}
		got = append(got, text)
	})
	return got, err
}

// Death for want of memory is told apart from a panic.
func TestExecution_DiesForWantOfMemory(t *testing.T) {
	for name, script := range map[string]string{
		"the runtime":       "echo 'fatal error: runtime: out of memory' >&2; echo >&2; echo 'runtime stack:' >&2",
		"the C library":     "echo 'runtime/cgo: pthread_create failed: Resource temporarily unavailable' >&2",
		"the race detector": `echo '==9==ERROR: ThreadSanitizer failed to allocate 0x8000000 (134217728) bytes at address 0 (errno: 12)' > "$TMPDIR/race.9"`,
	} {
		got, err := each(t, fake(t, "start true\nbegin A\n"+script+"\nexit 66\n"), "A")
		require.NoError(t, err)
		require.Len(t, got, 1, name)
		assert.True(t, strings.HasPrefix(got[0], "A: out of memory: "), "%s: %s", name, got[0])
	}
}

func TestExecution_OneProcessForSeveralTests(t *testing.T) {
	e := fake(t, `start true
echo $names >> "$TMPDIR/../log"
for n in $names; do begin $n; end $n; done
done_
`)
	got, err := each(t, e, "A", "B", "C", "D", "E")
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B", "C", "D", "E"}, got)
	log, err := os.ReadFile(filepath.Join(e.Temp, "log"))
	require.NoError(t, err)
	assert.Equal(t, "A B\nC D\nE\n", string(log), "the tests of each process")
}

// What comes after the death of a process is told of the test that it died in, and the
// others get a new one.
func TestExecution_ProcessThatDies(t *testing.T) {
	e := fake(t, `start true
for n in $names; do
	begin $n
	if [ $n = B ]; then
		echo 'fatal error: racekit/explored/b: out of luck' >&2
		exit 7
	fi
	end $n
done
done_
`)
	got, err := each(t, e, "A", "B", "C", "D", "E")
	require.NoError(t, err)
	require.Len(t, got, 5)
	assert.Regexp(t, `^B: panic: .*b: out of luck$`, got[1])
	got[1] = "B"
	assert.Equal(t, []string{"A", "B", "C", "D", "E"}, got)
}

func TestExecution_EndsBeforeItsFirstTest(t *testing.T) {
	_, err := each(t, fake(t, "start true; echo 'no room' >&2; exit 3"), "A")
	assert.ErrorContains(t, err, "it ended before its first test (exit status 3): no room")
}

// A record that is too long is the doing of the test, and no fault of the grader's: the
// others go on.
func TestExecution_RecordThatIsTooLong(t *testing.T) {
	e := fake(t, `start true
for n in $names; do
	begin $n
	if [ $n = B ]; then
		head -c 70000000 /dev/zero | tr '\0' x >&3
		head -c 70000000 /dev/zero | tr '\0' x >&3
	fi
	end $n
done
done_
`)
	got, err := each(t, e, "A", "B", "C")
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B: out of memory: : ", "C"}, got)
}

// Where the canary lives, nothing that is said counts.
func TestExecution_Canary(t *testing.T) {
	got, err := each(t, fake(t, "start false; begin A; end A; done_"), "A")
	assert.ErrorIs(t, err, ErrCanary)
	assert.Empty(t, got)
}

// What is no record is somebody else's line.
func TestExecution_RecordsThatCannotBeRead(t *testing.T) {
	got, err := each(t, fake(t, "start true; say oops; begin A; end A; done_"), "A")
	require.NoError(t, err)
	assert.Equal(t, []string{"A"}, got)
}

func TestExecution_ProgramThatIsNone(t *testing.T) {
	_, err := each(t, Execution{Binary: "/nowhere", Temp: t.TempDir(), Jobs: 1}, "A")
	assert.ErrorContains(t, err, "starting the explored program")
}

func TestExecution_EndsWithItsContext(t *testing.T) {
	stop := errors.New("enough")
	ctx, cancel := context.WithCancelCause(context.Background())
	e := fake(t, "start true; for n in $names; do begin $n; [ $n = B ] && cat; end $n; done") // cat ends when it is killed
	err := e.Each(ctx, []string{"A", "B"}, func(outcome.Test, string) { cancel(stop) })
	assert.ErrorIs(t, err, stop)
}

// The tests of a process get fewer as the queue gets shorter.
func TestRunner_More(t *testing.T) {
	for _, tt := range []struct{ jobs, queued, want int }{{1, 0, 1}, {1, 1, 1}, {1, 2, 2}, {2, 10, 3}, {2, 100, 16}, {1, 1000, 16}} {
		queue := make(chan string, tt.queued)
		for i := range tt.queued {
			queue <- fmt.Sprint("T", i)
		}
		got := (&runner{jobs: tt.jobs}).more("T", queue)
		assert.Len(t, got, tt.want, "%+v", tt)
		assert.Equal(t, tt.queued, len(queue)+len(got)-1, "%+v: none is lost", tt)
	}
}

func TestListing_Check(t *testing.T) {
	one := []Test{{Name: "p.TestX", Func: "TestX"}}
	hard := rewrite.Refusal{Package: "p", File: "p.go", Line: 3, What: "os/exec", Why: "it blocks"}
	soft := hard
	soft.Guarded = true
	assert.NoError(t, Listing{Tests: one}.check(Config{}))
	assert.NoError(t, Listing{Tests: one, Refusals: []rewrite.Refusal{soft}}.check(Config{}))

	err := Listing{Tests: one, Refusals: []rewrite.Refusal{soft, hard}}.check(Config{})
	assert.ErrorIs(t, err, ErrRefused)
	assert.ErrorContains(t, err, "p.go:3: os/exec: it blocks")

	err = Listing{}.check(Config{Run: regexp.MustCompile("TestY")})
	assert.ErrorIs(t, err, ErrNoMatch)
	assert.ErrorContains(t, err, `"TestY"`)
}

// What an explored program is linked with holds no tests, and imports nothing of the kit
// but itself.
func TestRuntimeFiles(t *testing.T) {
	files, err := Sources()
	require.NoError(t, err)
	for _, name := range []string{"step/step.go", "sched/sched.go", "search/search.go", "drive/main.go", "outcome/outcome.go"} {
		assert.NotEmpty(t, files[home+name], name)
	}
	ours := regexp.MustCompile(`"racekit/([^"]*)"`)
	for name, content := range files {
		assert.True(t, strings.HasPrefix(name, home), name)
		assert.False(t, strings.HasSuffix(name, "_test.go"), name)
		for _, m := range ours.FindAllSubmatch(content, -1) {
			assert.True(t, strings.HasPrefix(string(m[1]), home) || string(m[1]) == "explored/", "%s imports %s", name, m[0])
		}
	}
}

func TestParts(t *testing.T) {
	for _, part := range []string{"bounded", "unbounded", "lockstep", "pct", "sampler", "pruning", "early", "memory", "data race", "too slow"} {
		assert.Contains(t, outcome.Parts(), part)
	}
	for _, part := range []string{"", "canary", "refused", "out of memory", "Bounded"} {
		assert.NotContains(t, outcome.Parts(), part)
	}
}

// What rewriting adds is what is taken out again.
func TestRewritten(t *testing.T) {
	assert.Equal(t, rewrite.DefaultModule+"/"+rewrite.DefaultFolder+"/", outcome.Rewritten)
}
