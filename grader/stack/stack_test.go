package stack_test

import (
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/internal/recorded"
	"racekit/grader/stack"
)

// The states are taken from the toolchain at hand, so that a new release of Go
// that renames one, or adds one, is noticed here.
func TestBlockedKnowsEveryState(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(build.Default.GOROOT, "src/runtime/runtime2.go"))
	require.NoError(t, err)
	var blocked []string
	for _, m := range regexp.MustCompile(`(?m)^\twaitReason\w+: +"(.*)",$`).FindAllStringSubmatch(string(source), -1) {
		header := "goroutine 1 [" + m[1] + "]:\n"
		got, err := stack.Parse(header)
		require.NoError(t, err, header)
		require.Len(t, got, 1)
		if got[0].Blocked() {
			blocked = append(blocked, m[1])
		}
		assert.False(t, got[0].Blocked() && got[0].Sleeping(), m[1])
	}
	slices.Sort(blocked)
	assert.Equal(t, []string{
		"chan receive", "chan receive (durable)", "chan receive (nil chan)",
		"chan send", "chan send (durable)", "chan send (nil chan)",
		"coroutine", "select", "select (durable)", "select (no cases)", "semacquire",
		"sync.Cond.Wait", "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock",
		"sync.WaitGroup.Wait", "sync.WaitGroup.Wait (durable)", "synctest.Run", "synctest.Wait",
	}, blocked)
}

func TestNotBlocked(t *testing.T) {
	for _, state := range []string{"", "running", "runnable", "syscall", "sleep", "IO wait", "waiting", "preempted", "GC assist wait"} {
		assert.False(t, stack.Goroutine{State: state}.Blocked(), state)
		assert.Equal(t, state == "sleep", stack.Goroutine{State: state}.Sleeping(), state)
	}
}

func TestHasFunc(t *testing.T) {
	g := stack.Goroutine{
		Frames:  []stack.Frame{{Func: "time.Sleep"}, {Func: "main.(*T).work"}},
		Created: stack.Frame{Func: "main.main"},
	}
	assert.True(t, g.HasFunc("time."))
	assert.True(t, g.HasFunc("main.(*T)"))
	assert.False(t, g.HasFunc("main.main"), "the go statement is not on the stack")
	assert.False(t, g.HasFunc("work"))
}

// A dump that is cut off at its end keeps all goroutines but the last as they
// are.
func TestParseCutOff(t *testing.T) {
	for _, name := range []string{"leaks/stacks.go1.26.txt", "leaks/profile.go1.26.txt", "crashes/sigquit.go1.26.txt"} {
		text := recorded.Text(t, name)
		whole, err := stack.Parse(text)
		require.NoError(t, err)
		for cut := range recorded.Cuts(text) {
			got, _ := stack.Parse(cut)
			if n := len(got) - 1; n > 0 && strings.HasPrefix(text, cut) {
				require.Equal(t, whole[:n], got[:n], "%s cut after %d bytes", name, len(cut))
			}
		}
	}
}

func TestParseJoined(t *testing.T) {
	a, b := recorded.Text(t, "leaks/stacks.go1.26.txt"), recorded.Text(t, "leaks/profile.go1.26.txt")
	first, err := stack.Parse(a)
	require.NoError(t, err)
	second, err := stack.Parse(b)
	require.NoError(t, err)
	got, err := stack.Parse(a + b)
	require.NoError(t, err)
	assert.Equal(t, append(first, second...), got)
}

// The dumps of crashes come amid other text, and in the long form.
func TestParseEveryRecordedDump(t *testing.T) {
	for _, name := range slices.Concat(recorded.Names(t, "leaks"), recorded.Names(t, "crashes")) {
		text := recorded.Text(t, name)
		headers := strings.Count("\n"+text, "\ngoroutine ")
		if headers == 0 || strings.HasPrefix(name, "crashes/synthetic") {
			continue
		}
		got, err := stack.Parse(text)
		// Another may be cut off, or have more text on the line after it.
		if strings.HasSuffix(text, "\n") && !strings.HasPrefix(name, "crashes/lookalike") {
			require.NoError(t, err, name)
		}
		assert.Len(t, got, headers, name)
	}
}

func FuzzParse(f *testing.F) {
	for _, folder := range []string{"leaks", "crashes"} {
		for _, name := range recorded.Names(f, folder) {
			f.Add(recorded.Text(f, name))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := stack.Parse(text)
		if err == nil && len(got) == 0 && strings.TrimSpace(text) != "" {
			t.Fatalf("neither a goroutine nor an error for %q", text)
		}
		for _, g := range got {
			if g.ID < 0 || g.Minutes < 0 || g.CreatedBy < 0 {
				t.Fatalf("a negative number in %+v", g)
			}
			for _, fr := range g.Frames {
				if fr.Func == "" || fr.File == "" || fr.Line < 0 {
					t.Fatalf("a frame that is not whole: %+v", fr)
				}
			}
		}
	})
}

// The guard of a graded binary does this every few milliseconds.
func BenchmarkParse(b *testing.B) {
	one := recorded.Text(b, "leaks/stacks.go1.26.txt")
	per := strings.Count("\n"+one, "\ngoroutine ")
	for _, n := range []int{100, 1000, 5000} {
		text := strings.Repeat(one+"\n", n/per+1)
		b.Run(fmt.Sprintf("goroutines=%d", n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := stack.Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
