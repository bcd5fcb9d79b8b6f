package testing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	shim "racekit/grader/explore/shim/testing"
)

// Parallel subtests begin when their parent's function has returned, go on in any order,
// and are over before the parent's cleanups.
func TestT_Parallel(t *testing.T) {
	orders := map[string]bool{}
	for _, r := range all(t, func(t *shim.T) {
		order := ""
		add := func(s string) { order += " " + s }
		t.Run("group", func(t *shim.T) {
			t.Cleanup(func() { add("cleanup") })
			for _, name := range []string{"a", "b"} {
				t.Run(name, func(t *shim.T) {
					add(name + "1")
					t.Parallel()
					add(name + "2")
				})
			}
			t.Run("seq", func(t *shim.T) { add("seq") })
			add("end")
		})
		t.Log(order)
	}) {
		orders[r.Logs[0]] = true
		assert.True(t, r.MainDone)
		assert.Empty(t, r.Stuck)
	}
	assert.Equal(t, map[string]bool{
		" a1 b1 seq end a2 b2 cleanup": true,
		" a1 b1 seq end b2 a2 cleanup": true,
	}, orders)
}

func TestT_ParallelFailureIsTheParents(t *testing.T) {
	for _, r := range all(t, func(t *shim.T) {
		t.Parallel()
		ok := t.Run("group", func(t *shim.T) {
			ok := t.Run("a", func(t *shim.T) {
				t.Parallel()
				t.Fatal("x")
			})
			assert.True(t, ok, "not failed yet")
			t.Run("b", func(t *shim.T) { t.Parallel(); t.Skip("no") })
		})
		t.Logf("%t %t", ok, t.Failed())
	}) {
		assert.Equal(t, []string{"x"}, texts(r))
		assert.Equal(t, "false true", r.Logs[len(r.Logs)-1])
		assert.Empty(t, r.Skipped)
	}
}

// A parallel subtest may have parallel subtests of its own.
func TestT_ParallelNested(t *testing.T) {
	n := 0
	got := once(func(t *shim.T) {
		for range 2 {
			t.Run("outer", func(t *shim.T) {
				t.Parallel()
				for range 2 {
					t.Run("inner", func(t *shim.T) { t.Parallel(); n++ })
				}
			})
		}
		t.Cleanup(func() { t.Log(n) })
	})
	assert.Equal(t, []string{"4"}, got.Logs)
	assert.True(t, got.MainDone)
}
