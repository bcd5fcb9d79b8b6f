package testing_test

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/explore/outcome"
	"racekit/grader/explore/sched"
	shim "racekit/grader/explore/shim/testing"
)

var _ require.TestingT = (*shim.T)(nil)

func TestRun_Right(t *testing.T) {
	got := once(func(t *shim.T) {
		t.Log("in", t.Name())
		t.Logf("%d", 7)
		t.Cleanup(func() { t.Log("first") })
		t.Cleanup(func() { t.Log("second", t.Failed()) })
		_, err := t.Output().Write([]byte("whole\npart"))
		require.NoError(t, err)
	})
	assert.True(t, got.MainDone)
	assert.Empty(t, got.Reports)
	assert.Nil(t, got.Panic)
	assert.Equal(t, []string{"in TestX", "7", "whole", "part", "second false", "first"}, got.Logs)
}

func TestT_Wrong(t *testing.T) {
	type testCase struct {
		name string
		give func(*shim.T)
		want []string
	}
	for _, tc := range []testCase{
		{"Error", func(t *shim.T) { t.Error("a", 1); t.Errorf("b %d\n", 2) }, []string{"a 1", "b 2"}},
		{"Fatal", func(t *shim.T) { t.Fatal("a"); t.Error("b") }, []string{"a"}},
		{"Fatalf", func(t *shim.T) { t.Fatalf("%s", "a"); t.Error("b") }, []string{"a"}},
		{"Fail", func(t *shim.T) { t.Fail(); t.Fail() }, []string{"Fail"}},
		{"FailNow", func(t *shim.T) { t.FailNow(); t.Error("b") }, []string{"FailNow"}},
		{"in a cleanup", func(t *shim.T) { t.Cleanup(func() { t.Fatal("a") }) }, []string{"a"}},
		{"cleanups after a fatal one", func(t *shim.T) {
			t.Cleanup(func() { t.Error("b") })
			t.Cleanup(func() { t.Fatal("a") })
		}, []string{"a", "b"}},
		{"cleanups after FailNow", func(t *shim.T) {
			t.Cleanup(func() { t.Errorf("failed: %t", t.Failed()) })
			t.FailNow()
		}, []string{"FailNow", "failed: true"}},
		{"in a subtest", func(t *shim.T) {
			ok := t.Run("sub", func(t *shim.T) { t.Fatal("a") })
			t.Errorf("%t %t", ok, t.Failed())
		}, []string{"a", "false true"}},
		{"in another goroutine", func(t *shim.T) {
			c := make(chan int)
			sched.Go("g", func() {
				defer sched.Close(c, "c")
				t.Fatal("a")
			})
			sched.Recv(c, "c")
			t.Error("goes on")
		}, []string{"a", "goes on"}},
		{"on the parent", func(t *shim.T) {
			t.Run("sub", func(*shim.T) { t.FailNow() })
			t.Error("never reached")
		}, []string{"FailNow", "test executed panic(nil) or runtime.Goexit: subtest may have called FailNow on a parent test"}},
		{"many", func(t *shim.T) {
			for range 1000 {
				t.Error("x")
			}
		}, []string{"x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := once(tc.give)
			assert.Equal(t, tc.want, texts(got))
			assert.True(t, got.MainDone)
			assert.Nil(t, got.Panic)
			for _, r := range got.Reports {
				assert.Equal(t, outcome.Wrong, r.Class)
			}
		})
	}
}

func TestT_Place(t *testing.T) {
	type testCase struct {
		name string
		give func(*shim.T)
		want string
	}
	const pkg = "racekit/grader/explore/shim/testing_test."
	for _, tc := range []testCase{
		{"direct", func(t *shim.T) { t.Error("x") }, pkg + "TestT_Place.func1"},
		{"helpers", func(t *shim.T) { outer(t) }, pkg + "TestT_Place.func2"},
		{"no helper", func(t *shim.T) { plain(t) }, pkg + "plain"},
		{"testify", func(t *shim.T) { assert.New(t).Equal(1, 2) }, pkg + "TestT_Place.func4"},
		{"a subtest that is a helper", func(t *shim.T) {
			t.Run("sub", func(t *shim.T) {
				t.Helper()
				t.Error("x")
			})
		}, pkg + "TestT_Place.func5"},
		{"a cleanup", func(t *shim.T) { t.Cleanup(func() { inner(t) }) }, pkg + "TestT_Place.func6.1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := once(tc.give)
			require.Len(t, got.Reports, 1)
			require.NotEmpty(t, got.Reports[0].Frames)
			assert.Equal(t, tc.want, got.Reports[0].Frames[0].Func)
			assert.NotContains(t, got.Reports[0].Text, "coro.go", "testify's own trace")
		})
	}
}

func outer(t shim.TB) {
	t.Helper()
	inner(t)
}

func inner(t shim.TB) {
	t.Helper()
	t.Error("x")
}

//go:noinline
func plain(t shim.TB) { inner(t) }

func TestT_Panic(t *testing.T) {
	type testCase struct {
		name string
		give func(*shim.T)
		want string
		logs []string
	}
	for _, tc := range []testCase{
		{"the test", func(t *shim.T) {
			t.Cleanup(func() { t.Log("cleaned") })
			bang()
		}, "boom", []string{"cleaned"}},
		{"a subtest", func(t *shim.T) {
			t.Run("sub", func(t *shim.T) {
				t.Cleanup(func() { panic("not this") })
				t.Cleanup(func() { t.Log("cleaned") })
				bang()
			})
			t.Log("never reached")
		}, "boom", []string{"cleaned"}},
		{"a cleanup", func(t *shim.T) {
			t.Cleanup(func() { t.Log("cleaned") })
			t.Cleanup(bang)
		}, "boom", []string{"cleaned"}},
		{"a cleanup that blocks after it", func(t *shim.T) {
			t.Cleanup(func() { sched.Forever() })
			bang()
		}, "boom", nil},
		{"Goexit", func(t *shim.T) { runtime.Goexit() }, "test executed panic(nil) or runtime.Goexit", nil},
		{"Goexit of a subtest", func(t *shim.T) {
			t.Run("sub", func(t *shim.T) { runtime.Goexit() })
		}, "test executed panic(nil) or runtime.Goexit", nil},
		{"Log after the end", func(t *shim.T) {
			t.Run("sub", func(sub *shim.T) { t.Cleanup(func() { sub.Log("parent lives") }) })
			sched.Go("late", func() { sched.WaitRest(sched.Settled); t.Logf("late\n") })
		}, "Log in goroutine after TestX has completed: late\n", []string{"parent lives"}},
		{"Fail after the end of the subtest", func(t *shim.T) {
			t.Run("sub", func(sub *shim.T) { t.Cleanup(func() { sub.Fail() }) })
		}, "Fail in goroutine after TestX/sub has completed", nil},
		{"Run in a cleanup", func(t *shim.T) {
			t.Cleanup(func() { t.Run("sub", func(*shim.T) {}) })
		}, "testing: t.Run called during t.Cleanup", nil},
		{"Parallel after Setenv", func(t *shim.T) {
			t.Run("sub", func(t *shim.T) { t.Setenv("SHIM_X", "1"); t.Parallel() })
		}, "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel", nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := once(tc.give)
			require.NotNil(t, got.Panic)
			assert.Equal(t, tc.want, got.Panic.Value)
			assert.Equal(t, tc.logs, got.Logs)
			if tc.want == "boom" {
				assert.Regexp(t, `^panic\(.*\n.*\nracekit/grader/explore/shim/testing_test\.bang\(`, got.Panic.Stack)
			}
		})
	}
	_, set := os.LookupEnv("SHIM_X")
	assert.False(t, set)
}

func bang() { panic("boom") }

func TestT_SubtestNames(t *testing.T) {
	var got []string
	once(func(t *shim.T) {
		for _, name := range []string{"a b", "", "", "x", "x", "x#01", "x", "ü\x00"} {
			t.Run(name, func(t *shim.T) { got = append(got, t.Name()) })
		}
		t.Run("n", func(t *shim.T) {
			t.Run("m/o", func(t *shim.T) { got = append(got, t.Name()) })
		})
	})
	var want []string
	t.Run("want", func(t *testing.T) {
		for _, name := range []string{"a b", "", "", "x", "x", "x#01", "x", "ü\x00"} {
			t.Run(name, func(t *testing.T) { want = append(want, t.Name()) })
		}
		t.Run("n", func(t *testing.T) {
			t.Run("m/o", func(t *testing.T) { want = append(want, t.Name()) })
		})
	})
	for i := range want {
		want[i] = "TestX" + want[i][len("TestT_SubtestNames/want"):]
	}
	assert.Equal(t, want, got)
}

func TestT_Skip(t *testing.T) {
	got := once(func(t *shim.T) {
		ok := t.Run("sub", func(t *shim.T) {
			t.Cleanup(func() { t.Log("skipped", t.Skipped()) })
			t.Skip("not now")
			t.Error("never reached")
		})
		t.Log(ok, t.Skipped())
	})
	assert.Empty(t, got.Skipped)
	assert.Equal(t, []string{"not now", "skipped true", "true false"}, got.Logs)
	assert.Empty(t, got.Reports)

	assert.Equal(t, "so 1", once(func(t *shim.T) { t.Skipf("so %d", 1); t.Error("never reached") }).Skipped)
	assert.Equal(t, "SkipNow", once(func(t *shim.T) { t.SkipNow() }).Skipped)
}

func TestT_ZeroValueTellsNobody(t *testing.T) {
	got := once(func(t *shim.T) {
		mock := new(shim.T)
		assert.Equal(mock, 1, 2)
		mock.Log("x")
		assert.True(t, mock.Failed())
	})
	assert.Empty(t, got.Reports)
	assert.Empty(t, got.Logs)
}

func TestT_Directories(t *testing.T) {
	before, err := os.Getwd()
	require.NoError(t, err)
	var dirs []string
	got := once(func(t *shim.T) {
		a, b := t.TempDir(), t.TempDir()
		dirs = []string{a, b}
		require.NotEqual(t, a, b)
		require.NoError(t, os.WriteFile(filepath.Join(a, "f"), nil, 0o600))
		t.Run("sub", func(t *shim.T) {
			t.Chdir(a)
			require.FileExists(t, "f")
		})
		require.NoFileExists(t, "f")
		t.Chdir(b)
		sched.Forever()
	})
	assert.Empty(t, got.Reports)
	assert.False(t, got.MainDone)
	after, err := os.Getwd()
	require.NoError(t, err)
	assert.Equal(t, before, after)
	for _, dir := range dirs {
		assert.NoDirExists(t, dir)
	}
}

// What one goroutine says and another may hear, or must not say too late, is ordered by
// steps: a search that abandons known states finds the same.
func TestT_StepsOrderWhatIsSaid(t *testing.T) {
	type testCase struct {
		name string
		give func(*shim.T)
		want map[string]bool
	}
	for _, tc := range []testCase{
		{"Failed", func(t *shim.T) {
			sched.Go("fails", func() { t.Fail() })
			t.Log(t.Failed())
			sched.WaitRest(sched.Settled)
		}, map[string]bool{"true": true, "false": true}},
		{"Log after the end", func(t *shim.T) {
			sched.Go("logs", func() { t.Log("x") })
		}, map[string]bool{"x": true, "Log in goroutine after TestX has completed: x\n": true}},
		{"Error after the end of a subtest", func(t *shim.T) {
			t.Run("sub", func(t *shim.T) {
				sched.Go("fails", func() { sched.Yield(); t.Fail() })
				sched.Yield()
			})
			sched.WaitRest(sched.Settled)
			t.Log(t.Failed())
		}, map[string]bool{"true": true, "Fail in goroutine after TestX/sub has completed": true}},
		{"Cleanup", func(t *shim.T) {
			t.Run("sub", func(t *shim.T) {
				sched.Go("other", func() { t.Cleanup(func() { t.Log("other") }) })
				t.Cleanup(func() { t.Log("own") })
				sched.WaitRest(sched.Settled)
			})
		}, map[string]bool{"other own": true, "own other": true}},
		{"names", func(t *shim.T) {
			first := ""
			sched.Go("a", func() { t.Run("x", func(sub *shim.T) { first = sub.Name() }) })
			t.Run("x", func(*shim.T) {})
			sched.WaitRest(sched.Settled)
			t.Log(first)
		}, map[string]bool{"TestX/x": true, "TestX/x#01": true}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, prune := range []bool{false, true} {
				saw := map[string]bool{}
				for _, r := range visit(t, &every{prune: prune}, tc.give) {
					if r.Panic != nil {
						saw[r.Panic.Value] = true
					} else {
						saw[strings.Join(r.Logs, " ")] = true
					}
				}
				assert.Equal(t, tc.want, saw, "prune: %t", prune)
			}
		})
	}
}
