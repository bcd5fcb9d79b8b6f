package testingapi

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestSubtests(t *testing.T) {
	for _, name := range []string{"first", "second", "with space"} {
		ok := t.Run(name, func(t *testing.T) {
			t.Log("in", t.Name())
		})
		t.Log(ok)
	}
	t.Log(t.Name())
}

func TestNestedSubtests(t *testing.T) {
	t.Run("a", func(t *testing.T) {
		t.Run("b", func(t *testing.T) {
			t.Run("", func(t *testing.T) { t.Log(t.Name()) })
			t.Run("", func(t *testing.T) { t.Log(t.Name()) })
		})
	})
	t.Run("a", func(t *testing.T) { t.Log(t.Name()) })
}

func TestTable(t *testing.T) {
	for _, tc := range []struct {
		name string
		in   []int
		want int
	}{
		{"none", nil, 0},
		{"some", []int{1, 2}, 3},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := make(chan int)
			go func() {
				s := 0
				for _, v := range tc.in {
					s += v
				}
				c <- s
			}()
			if got := <-c; got != tc.want {
				t.Errorf("got %d, want %d", got, tc.want)
			}
			t.Log(tc.want)
		})
	}
}

func TestCleanupOrder(t *testing.T) {
	t.Cleanup(func() { t.Log("cleanup 1") })
	defer t.Log("deferred")
	t.Cleanup(func() {
		t.Log("cleanup 2")
		t.Cleanup(func() { t.Log("cleanup within") })
	})
	t.Run("sub", func(t *testing.T) {
		t.Cleanup(func() { t.Log("sub cleanup") })
		t.Log("sub body")
	})
	t.Log("body")
}

func TestCleanupJoinsGoroutine(t *testing.T) {
	done := make(chan struct{})
	stop := make(chan struct{})
	t.Cleanup(func() {
		close(stop)
		<-done
		t.Log("joined")
	})
	go func() {
		defer close(done)
		<-stop
	}()
	t.Log("body")
}

func TestContext(t *testing.T) {
	ctx := t.Context()
	t.Log(ctx.Err())
	c := make(chan error)
	go func() {
		<-ctx.Done()
		c <- ctx.Err()
	}()
	t.Cleanup(func() { t.Log(<-c, context.Cause(ctx)) })
	t.Run("sub", func(sub *testing.T) {
		sub.Log(sub.Context() != ctx, sub.Context().Err())
		child, cancel := context.WithCancel(sub.Context())
		cancel()
		sub.Log(child.Err(), sub.Context().Err())
	})
	t.Log(ctx.Err())
}

func TestParallelSubtests(t *testing.T) {
	var n atomic.Int32
	res := make([]int, 3)
	t.Run("group", func(t *testing.T) {
		for i := range res {
			t.Run("p", func(t *testing.T) {
				t.Parallel()
				n.Add(1)
				res[i] = i * i
			})
		}
		t.Log("before parallel:", n.Load())
	})
	t.Log(n.Load(), res)
}

func TestParallelSubtestsWait(t *testing.T) {
	var mu sync.Mutex
	var order []string
	add := func(s string) {
		mu.Lock()
		defer mu.Unlock()
		order = append(order, s)
	}
	t.Run("group", func(t *testing.T) {
		t.Cleanup(func() { add("cleanup") })
		t.Run("par", func(t *testing.T) {
			add("par start")
			t.Parallel()
			add("par rest")
		})
		t.Run("seq", func(t *testing.T) { add("seq") })
		add("group end")
	})
	t.Log(strings.Join(order, ", "))
}

func TestTempDir(t *testing.T) {
	a, b := t.TempDir(), t.TempDir()
	fi, err := os.Stat(a)
	t.Log(a != b, err, fi.IsDir())
	f := filepath.Join(a, "f")
	t.Log(os.WriteFile(f, []byte("data"), 0o600))
	got, err := os.ReadFile(f)
	t.Log(string(got), err)
	var gone string
	t.Run("sub", func(t *testing.T) { gone = t.TempDir() })
	_, err = os.Stat(gone)
	t.Log(os.IsNotExist(err))
}

func helper(t testing.TB, s string) {
	t.Helper()
	t.Logf("helper %s", s)
}

func TestHelper(t *testing.T) {
	helper(t, "direct")
	f := func(tb testing.TB) {
		tb.Helper()
		helper(tb, "closure")
	}
	f(t)
}

func TestSetenv(t *testing.T) {
	t.Run("set", func(t *testing.T) {
		t.Setenv("CONFORMANCE_VAR", "x")
		t.Log(os.Getenv("CONFORMANCE_VAR"))
	})
	_, ok := os.LookupEnv("CONFORMANCE_VAR")
	t.Log(ok)
}

func TestChdir(t *testing.T) {
	dir := t.TempDir()
	before, _ := os.Getwd()
	t.Run("in", func(t *testing.T) {
		t.Chdir(dir)
		wd, err := os.Getwd()
		t.Log(wd != before, err)
	})
	after, _ := os.Getwd()
	t.Log(before == after)
}

func TestSkipInSubtest(t *testing.T) {
	reached := false
	ok := t.Run("skipped", func(t *testing.T) {
		defer func() { t.Log("skipped:", t.Skipped()) }()
		t.Skip("not", "now")
		reached = true
	})
	t.Run("skipf", func(t *testing.T) { t.Skipf("%d", 1) })
	t.Run("skipnow", func(t *testing.T) {
		t.Cleanup(func() { t.Log("cleanup after skip") })
		t.SkipNow()
	})
	t.Log(ok, reached, t.Skipped(), t.Failed())
}

func TestFailedIsFalse(t *testing.T) {
	t.Cleanup(func() { t.Log(t.Failed(), t.Skipped()) })
	t.Log(t.Failed())
}

func TestTBInterface(t *testing.T) {
	var tb testing.TB = t
	log, name := tb.Log, t.Name
	log("through interface", name())
	_, ok := tb.(*testing.T)
	t.Log(ok)
}

func TestLogFromWorkerResults(t *testing.T) {
	c := make(chan string)
	go func() {
		defer close(c)
		c <- "one"
		c <- "two"
	}()
	for s := range c {
		t.Log(s)
	}
	t.Logf("%d%% %-4s|%v", 100, "x", slices.Repeat([]int{1}, 2))
}

func TestMethodExpressionAsSubtest(t *testing.T) {
	s := suite{n: 4}
	t.Run("value", s.check)
	t.Run("pointer", (&s).change)
	t.Run("func", plain)
	t.Log(s.n)
}

type suite struct{ n int }

func (s suite) check(t *testing.T)   { t.Log(s.n) }
func (s *suite) change(t *testing.T) { s.n++ }

func plain(t *testing.T) { t.Log("plain") }

func TestGoroutinesEndBeforeSubtest(t *testing.T) {
	var wg sync.WaitGroup
	total := 0
	for i := range 2 {
		t.Run("s", func(t *testing.T) {
			wg.Go(func() { total += i + 1 })
			wg.Wait()
		})
	}
	t.Log(total)
}

func TestModes(t *testing.T) {
	t.Log(testing.Testing())
	t.Attr("key", "value")
	_, err := t.Output().Write([]byte("written\n"))
	t.Log(err)
}
