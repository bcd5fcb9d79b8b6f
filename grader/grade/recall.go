package grade

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"racekit/grader/remember"
	"racekit/grader/verdict"
)

// recall takes the verdicts that are remembered of what is graded now.
func (g *grading) recall() error {
	if g.cfg.Memory == (remember.Memory{}) {
		return nil
	}
	common, err := g.circumstances()
	if err != nil {
		return err
	}
	for _, e := range g.entries {
		if e.key, err = e.identity(common); err != nil {
			return err
		}
		if ex, ok := g.cfg.Memory.Recall(e.key); ok && e.isOf(ex) {
			ex.Remembered = true
			e.remembered = &ex
		}
	}
	return nil
}

// isOf reports whether a remembered verdict is of what is graded now. The key says so
// already; what says something else was not kept by a grading.
func (e *entry) isOf(ex verdict.Exercise) bool {
	return ex.Slug == e.ex.Slug && maps.Equal(ex.Files, e.files) && ex.Digest == e.digest
}

// circumstances is what every verdict of this grading depends on: the program that
// grades, what it builds with, and how it was asked to.
func (g *grading) circumstances() (remember.Key, error) {
	var k remember.Key
	program, err := ownSum()
	if err != nil {
		return k, err
	}
	k = k.With("racekit", program).With("toolchain", fmt.Appendf(nil, "%+v", g.toolchain))
	k = k.With("asked", fmt.Append(nil, g.cfg.Runs, g.cfg.Seed, g.cfg.Schedules, g.cfg.NoRace, g.confine.Tier))
	return withFiles(k.With("kit", []byte(g.cfg.Root)), g.base), nil
}

// ownSum identifies the program that runs.
func ownSum() ([]byte, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("looking for verdicts of earlier gradings: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("looking for verdicts of earlier gradings: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, fmt.Errorf("looking for verdicts of earlier gradings: %w", err)
	}
	return h.Sum(nil), nil
}

// identity adds the exercise: its metadata, the files that it is built of, and what was
// said of it before it was built.
func (e *entry) identity(common remember.Key) (remember.Key, error) {
	k := common
	for _, part := range []any{e.ex, e.unit.TestNames, e.files, e.digest, e.untouched, e.counts, e.restore, e.notes, e.findings} {
		text, err := json.Marshal(part)
		if err != nil {
			return k, fmt.Errorf("looking for verdicts of earlier gradings: %w", err)
		}
		k = k.With("about", text)
	}
	return withFiles(withFiles(k, e.unit.Files).With("tests", nil), e.unit.Tests), nil
}

func withFiles(k remember.Key, files map[string][]byte) remember.Key {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		k = k.With(name, files[name])
	}
	return k
}

// keep remembers what was decided. That it cannot is told by nobody: the verdicts are
// there, and the next grading is only slower.
func (g *grading) keep(decided []verdict.Exercise) {
	for i, e := range g.entries {
		if e.remembered == nil && settled(decided[i]) {
			_ = g.cfg.Memory.Keep(e.key, decided[i])
		}
	}
	_ = g.cfg.Memory.Forget(time.Now())
}

// settled reports whether an exercise would be given the same verdict again: what the
// grader failed at might succeed.
func settled(ex verdict.Exercise) bool {
	return ex.Verdict != verdict.NotGraded && !slices.ContainsFunc(ex.Tests, func(t verdict.Test) bool { return t.Verdict == verdict.NotGraded })
}
