package remember_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/remember"
	"racekit/grader/verdict"
)

func TestWhatIsKeptIsRecalled(t *testing.T) {
	m := remember.In(filepath.Join(t.TempDir(), "verdicts"))
	k := remember.Key{}.With("file", []byte("content"))
	_, ok := m.Recall(k)
	assert.False(t, ok)
	want := verdict.Exercise{Slug: "counter", Verdict: verdict.Pass, Points: 100, Earned: 100, Counts: true}
	require.NoError(t, m.Keep(k, want))
	got, ok := m.Recall(k)
	assert.True(t, ok)
	assert.Equal(t, want, got)
	_, ok = m.Recall(k.With("flag", []byte("1")))
	assert.False(t, ok)
}

func TestKeysDiffer(t *testing.T) {
	k := remember.Key{}
	part := func(name, content string) remember.Key { return k.With(name, []byte(content)) }
	keys := []remember.Key{
		k, part("", ""), part("a", ""), part("", "a"), part("a", "b"), part("ab", ""), part("", "ab"), part("b", "a"),
		part("a", "b").With("c", nil), part("c", "").With("a", []byte("b")),
	}
	seen := map[string]bool{}
	for _, k := range keys {
		assert.False(t, seen[k.String()], "%s twice", k)
		seen[k.String()] = true
	}
	assert.Equal(t, part("a", "b"), part("a", "b"))
}

// A file that a full disk or somebody cut short is as good as none.
func TestDamage(t *testing.T) {
	dir := t.TempDir()
	m, k := remember.In(dir), remember.Key{}
	for _, text := range []string{"", "{", "{}", "null", `{"slug":7}`} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, k.String()+".json"), []byte(text), 0o600))
		_, ok := m.Recall(k)
		assert.False(t, ok, "%q", text)
	}
}

func TestForget(t *testing.T) {
	dir := t.TempDir()
	m := remember.In(dir)
	old, fresh := remember.Key{}.With("old", nil), remember.Key{}.With("fresh", nil)
	for _, k := range []remember.Key{old, fresh} {
		require.NoError(t, m.Keep(k, verdict.Exercise{Slug: "counter"}))
	}
	now := time.Now()
	long := now.Add(-31 * 24 * time.Hour)
	require.NoError(t, os.Chtimes(filepath.Join(dir, old.String()+".json"), long, long))
	require.NoError(t, m.Forget(now))
	_, ok := m.Recall(old)
	assert.False(t, ok)
	_, ok = m.Recall(fresh)
	assert.True(t, ok)
	assert.NoError(t, remember.In(filepath.Join(dir, "none")).Forget(now))
}

func TestTheZeroValueRemembersNothing(t *testing.T) {
	var m remember.Memory
	require.NoError(t, m.Keep(remember.Key{}, verdict.Exercise{Slug: "counter"}))
	_, ok := m.Recall(remember.Key{})
	assert.False(t, ok)
	assert.NoError(t, m.Forget(time.Now()))
}

func TestKeep_FolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	err := remember.In(filepath.Join(file, "verdicts")).Keep(remember.Key{}, verdict.Exercise{Slug: "counter"})
	assert.ErrorContains(t, err, "remembering a verdict: ")
}
