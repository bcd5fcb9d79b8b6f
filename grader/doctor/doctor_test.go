package doctor_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/build"
	"racekit/grader/catalog/catalogtest"
	"racekit/grader/confine"
	"racekit/grader/doctor"
	"racekit/grader/verdict"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// scene is a machine on which all is well, for tests to break.
type scene struct {
	cfg     doctor.Config
	machine doctor.Machine
	bin     string
	// goEnv is what 'go env -json' prints.
	goEnv map[string]string
	// racy is what the program with a race prints, and how it ends.
	racy    string
	racyErr error
	cErr    error
}

func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{bin: t.TempDir(), racy: "WARNING: DATA RACE\ngoroutine leaks: true\n", racyErr: errors.New("running racy.exe: exit status 66")}
	for _, name := range []string{"go", "gcc", "git"} {
		require.NoError(t, os.WriteFile(filepath.Join(s.bin, name), []byte("#!/bin/sh\n"), 0o755))
	}
	root := catalogtest.New(t)
	catalogtest.Write(t, root, "go.mod", "module racekit\n\ngo 1.26.0\n\nrequire go.uber.org/goleak v1.3.0\n")
	writeDigests(t, root)
	modules := t.TempDir()
	catalogtest.Write(t, modules, "go.uber.org/goleak@v1.3.0/leaks.go", "package goleak\n")
	s.goEnv = map[string]string{
		"GOVERSION": "go1.26.8", "GOOS": "linux", "GOARCH": "amd64", "GOTOOLCHAIN": "auto",
		"CGO_ENABLED": "1", "CC": "gcc", "GOCACHE": t.TempDir(), "GOMODCACHE": modules,
	}
	s.cfg = doctor.Config{
		Root: root, Scratch: filepath.Join(t.TempDir(), "scratch"),
		Env: []string{"PATH=" + s.bin, "TMPDIR=" + t.TempDir()},
	}
	s.machine = doctor.Machine{
		Run:        s.run,
		Build:      func(context.Context, build.Builder) error { return nil },
		Patience:   time.Hour,
		Processors: func() (int, int) { return 4, 4 },
		Memory:     func() uint64 { return 8 << 30 },
		Free:       func(string) (uint64, bool) { return 80 << 30, true },

		Confinement: func() (confine.Tier, string) { return confine.T1, "Landlock" },
	}
	return s
}

func (s *scene) run(_ context.Context, c doctor.Command) (string, error) {
	switch filepath.Base(c.Path) {
	case "go":
		return encode(s.goEnv), nil
	case "gcc":
		return "", s.cErr
	case "racy.exe":
		return s.racy, s.racyErr
	}
	return "", nil
}

// found are the results by the English name of their subject.
func (s *scene) found(t *testing.T) map[string]doctor.Result {
	t.Helper()
	all := map[string]doctor.Result{}
	for r := range doctor.Examine(t.Context(), s.machine, s.cfg) {
		require.NotContains(t, all, r.Subject.En, "each subject is examined once")
		all[r.Subject.En] = r
	}
	return all
}

func TestExamine_AllIsWell(t *testing.T) {
	t.Parallel()
	found := newScene(t).found(t)
	for subject, r := range found {
		assert.Equal(t, doctor.OK, r.Status, "%s: %v", subject, r)
	}
	assert.Len(t, found, 16)
}

func TestExamine(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		give func(*testing.T, *scene)
		// subject is what is not as it should be, and status how it is found.
		subject string
		status  doctor.Status
		// want is part of what is found, or of its remedy.
		want string
		// other lists other subjects that are not OK then.
		other []string
	}{
		{"no go", func(t *testing.T, s *scene) { s.remove(t, "go") },
			"Go", doctor.Missing, "go is not in the PATH", []string{"modules", "cgo", "race detector", "goroutine leak profile"}},
		{"a go that does not work", func(_ *testing.T, s *scene) { s.goEnv = nil },
			"Go", doctor.Missing, "reading what 'go env' printed", []string{"modules", "cgo", "race detector", "goroutine leak profile"}},
		{"an old go that may not fetch a newer one", func(_ *testing.T, s *scene) { s.goEnv["GOVERSION"], s.goEnv["GOTOOLCHAIN"] = "go1.24.1", "local" },
			"Go", doctor.Missing, "go env -w GOTOOLCHAIN=auto", nil},
		{"an old go that fetches a newer one", func(_ *testing.T, s *scene) { s.goEnv["GOVERSION"] = "go1.25.0" },
			"Go", doctor.Warning, "go1.25.0 linux/amd64 (the kit asks for 1.26.0)", nil},
		{"modules not downloaded", func(t *testing.T, s *scene) { s.goEnv["GOMODCACHE"] = t.TempDir() },
			"modules", doctor.Missing, "go mod download", nil},
		{"no goleak in go.mod", func(t *testing.T, s *scene) {
			catalogtest.Write(t, s.cfg.Root, "go.mod", "module racekit\n\ngo 1.26.0\n")
		}, "modules", doctor.Missing, "git checkout -- go.mod go.sum", nil},
		{"cgo turned off", func(_ *testing.T, s *scene) {
			s.goEnv["CGO_ENABLED"], s.cfg.Env = "0", append(s.cfg.Env, "CGO_ENABLED=0")
		}, "cgo", doctor.Missing, "unset CGO_ENABLED", nil},
		{"no C compiler", func(t *testing.T, s *scene) { s.remove(t, "gcc"); s.goEnv["CGO_ENABLED"] = "0" },
			"C compiler", doctor.Missing, "gcc is not in the PATH", []string{"cgo", "race detector"}},
		{"a C compiler without a C library", func(_ *testing.T, s *scene) { s.cErr = errors.New("stdlib.h: No such file or directory") },
			"C compiler", doctor.Missing, "stdlib.h", []string{"race detector"}},
		{"a race detector that cannot be linked", func(_ *testing.T, s *scene) {
			s.machine.Build = func(context.Context, build.Builder) error {
				return &build.Failure{Output: "-race is not supported on aix"}
			}
		}, "race detector", doctor.Missing, "-race is not supported", nil},
		{"a race detector that collides with its program", func(_ *testing.T, s *scene) {
			s.racy, s.racyErr = "FATAL: ThreadSanitizer: unexpected memory mapping 0x55", errors.New("exit status 66")
		}, "race detector", doctor.Missing, "vm.mmap_rnd_bits=28", []string{"goroutine leak profile"}},
		{"a race detector that sees nothing", func(_ *testing.T, s *scene) { s.racy, s.racyErr = "goroutine leaks: true\n", nil },
			"race detector", doctor.Missing, "did not see", nil},
		{"a scratch folder that allows no programs", func(_ *testing.T, s *scene) {
			s.racy, s.racyErr = "", fmt.Errorf("running racy.exe: %w", os.ErrPermission)
		}, "race detector", doctor.Missing, "permission denied", nil},
		{"no leak profile", func(_ *testing.T, s *scene) { s.racy = "WARNING: DATA RACE\ngoroutine leaks: false\n" },
			"goroutine leak profile", doctor.Warning, "not available", nil},
		{"a scratch folder that cannot be written to", func(t *testing.T, s *scene) {
			file := filepath.Join(t.TempDir(), "file")
			require.NoError(t, os.WriteFile(file, nil, 0o644))
			s.cfg.Scratch = filepath.Join(file, "scratch")
		}, "scratch folder", doctor.Missing, "RACEKIT_SCRATCH", []string{"race detector"}},
		{"no folder for temporary files", func(t *testing.T, s *scene) { s.cfg.Env[1] = "TMPDIR=" + filepath.Join(t.TempDir(), "none") },
			"temporary folder", doctor.Missing, "export TMPDIR", []string{"C compiler", "race detector"}},
		{"one processor", func(_ *testing.T, s *scene) { s.machine.Processors = func() (int, int) { return 8, 1 } },
			"processors", doctor.Warning, "1 of 8", nil},
		{"little memory", func(_ *testing.T, s *scene) { s.machine.Memory = func() uint64 { return 700 << 20 } },
			"memory", doctor.Warning, "700 MiB free", nil},
		{"unknown memory", func(_ *testing.T, s *scene) { s.machine.Memory = func() uint64 { return 0 } },
			"memory", doctor.Untried, "does not say", nil},
		{"a full disk", func(_ *testing.T, s *scene) { s.fill(s.cfg.Scratch, 10<<20) },
			"space for scratch", doctor.Missing, "RACEKIT_SCRATCH=", nil},
		{"little room for the cache", func(_ *testing.T, s *scene) { s.fill(s.goEnv["GOCACHE"], 600<<20) },
			"space for Go's cache", doctor.Warning, "go clean -cache", nil},
		{"a disk that does not say", func(_ *testing.T, s *scene) { s.machine.Free = func(string) (uint64, bool) { return 0, false } },
			"space for scratch", doctor.Untried, "does not say", []string{"space for Go's cache"}},
		{"no confinement", func(_ *testing.T, s *scene) {
			s.machine.Confinement = func() (confine.Tier, string) { return confine.T0, "this is plan9" }
		}, "confinement", doctor.Warning, "this is plan9", nil},
		{"no git", func(t *testing.T, s *scene) { s.remove(t, "git") }, "git", doctor.Warning, "git is not in the PATH", nil},
		{"outside of a kit", func(_ *testing.T, s *scene) { s.cfg.Root = "" },
			"kit", doctor.Warning, "racekit doctor --kit FOLDER", []string{"modules"}},
		{"a kit with broken metadata", func(t *testing.T, s *scene) {
			catalogtest.Write(t, s.cfg.Root, "exercises/tally/exercise.toml", "order = \n")
		},
			"kit", doctor.Missing, "exercises/tally/exercise.toml:1", nil},
		{"an edited test", func(t *testing.T, s *scene) {
			catalogtest.Write(t, s.cfg.Root, "exercises/tally/tally_test.go", "package tally_test\n")
		}, "files of the kit", doctor.Warning, "git checkout -- exercises/tally/tally_test.go", nil},
		{"no digest list", func(t *testing.T, s *scene) { catalogtest.Remove(t, s.cfg.Root, "exercises/digests.txt") },
			"files of the kit", doctor.Missing, "exercises/digests.txt is missing", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newScene(t)
			tt.give(t, s)
			found := s.found(t)
			got := found[tt.subject]
			assert.Equal(t, tt.status, got.Status, got)
			assert.Contains(t, got.Found.En+"\n"+got.Remedy.En, tt.want)
			for subject, r := range found {
				if r.Status != doctor.OK {
					assert.Contains(t, append(tt.other, tt.subject), subject, "%v", r)
				}
				assertComplete(t, r)
			}
		})
	}
}

// assertComplete checks that whoever has a problem is told all of it, in both
// languages.
func assertComplete(t *testing.T, r doctor.Result) {
	t.Helper()
	texts := []verdict.Text{r.Subject, r.Found}
	if r.Status == doctor.Missing || r.Status == doctor.Warning {
		texts = append(texts, r.Means, r.Remedy)
	}
	for _, text := range texts {
		assert.NotEmpty(t, text.En, r.Subject.En)
		assert.NotEmpty(t, text.Ja, r.Subject.En)
	}
	assert.Equal(t, r.Without.En == "", r.Without.Ja == "", r.Subject.En)
}

func TestExamine_WhatIsLostWithoutTheRaceDetector(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.remove(t, "gcc")
	assert.Contains(t, s.found(t)["C compiler"].Without.En, "'racekit grade --no-race' still checks")
}

func TestExamine_PatienceEnds(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.machine.Patience = time.Millisecond
	s.machine.Build = func(ctx context.Context, _ build.Builder) error {
		<-ctx.Done()
		return fmt.Errorf("building: %w", context.Cause(ctx))
	}
	got := s.found(t)["race detector"]
	assert.Equal(t, doctor.Untried, got.Status)
	assert.Contains(t, got.Found.En, "racekit doctor --full")
}

func TestExamine_FullWaits(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.cfg.Full, s.machine.Patience = true, 0
	s.machine.Build = func(ctx context.Context, b build.Builder) error {
		_, bounded := ctx.Deadline()
		assert.False(t, bounded)
		assert.True(t, b.Race && b.Toolchain.LeakFlag, "the trial is built with the grader's flags")
		return nil
	}
	assert.Equal(t, doctor.OK, s.found(t)["race detector"].Status)
}

func TestExamine_StopsWhenInterrupted(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	n := 0
	for range doctor.Examine(ctx, s.machine, s.cfg) {
		n++
		cancel()
	}
	assert.Equal(t, 1, n)
}

func TestExamine_LeavesNothingBehind(t *testing.T) {
	t.Parallel()
	s := newScene(t)
	s.found(t)
	for _, dir := range []string{s.cfg.Scratch, s.cfg.Env[1][len("TMPDIR="):]} {
		left, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Empty(t, left)
	}
}

// The machine that the tests run on grades, so that all but its kit must be found.
func TestExamine_ThisMachine(t *testing.T) {
	cfg := doctor.Config{Scratch: t.TempDir(), Env: os.Environ(), Full: true}
	found := map[string]doctor.Result{}
	for r := range doctor.Examine(t.Context(), doctor.Local(), cfg) {
		found[r.Subject.En] = r
	}
	for _, subject := range []string{"Go", "cgo", "C compiler", "race detector", "goroutine leak profile", "scratch folder", "temporary folder"} {
		assert.Equal(t, doctor.OK, found[subject].Status, "%v", found[subject])
	}
}
