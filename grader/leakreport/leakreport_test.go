package leakreport_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/internal/recorded"
	"racekit/grader/leakreport"
	"racekit/grader/stack"
)

const program = "leaks/main.go"

// marksOf returns the lines of the recorded program that goroutines are on, or
// were created on, in the words of its marks. A line that is both is where it
// is blocked.
func marksOf(gs []stack.Goroutine) map[int]string {
	marks := map[int]string{}
	for _, g := range gs {
		if strings.HasSuffix(g.Created.File, program) {
			marks[g.Created.Line] = "created"
		}
	}
	for _, g := range gs {
		for _, f := range g.Frames {
			if strings.HasSuffix(f.File, program) {
				marks[f.Line] = g.State
			}
		}
	}
	return marks
}

func TestParseProfile(t *testing.T) {
	got, err := leakreport.ParseProfile(recorded.Text(t, "leaks/profile.go1.26.txt"))
	require.NoError(t, err)
	assert.Len(t, got, 15)
	for _, g := range got {
		assert.True(t, g.Leaked)
		assert.True(t, g.Blocked(), g.State)
		assert.NotZero(t, g.CreatedBy)
	}
	assert.Equal(t, recorded.Marks(t, program, "leak"), marksOf(got), "all that leak, and no other")
}

// The profile has a dump of the goroutines that live even if none leaked.
func TestParseProfileWithoutLeaks(t *testing.T) {
	for _, name := range []string{"leaks/none.go1.26.txt", "leaks/stacks.go1.26.txt"} {
		got, err := leakreport.ParseProfile(recorded.Text(t, name))
		require.NoError(t, err)
		assert.Empty(t, got)
	}
}

func TestParseProfileErrors(t *testing.T) {
	got, err := leakreport.ParseProfile("goroutine 7 [chan send (leaked)]:\nmain.main()\n")
	require.ErrorContains(t, err, "reading a goroutine leak profile: ")
	assert.Len(t, got, 1)

	_, err = leakreport.ParseProfile("404 page not found\n")
	require.Error(t, err)
}

func TestParseGoleak(t *testing.T) {
	text := recorded.Text(t, "leaks/goleak.go1.26.txt")
	for _, tt := range []struct{ name, give string }{
		{"alone", text},
		{"amid other text", "goleak: Errors on successful test run: " + text + "exit status 1\nFAIL\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := leakreport.ParseGoleak(tt.give)
			require.NoError(t, err)
			assert.Len(t, got, 19, "15 that leak, 4 that live on")
			for _, g := range got {
				assert.NotEmpty(t, g.Frames)
				assert.False(t, g.Leaked)
				alive := g.HasFunc("main.spin") || g.HasFunc("main.sleep") || g.HasFunc("main.serve")
				assert.Equal(t, !alive, g.Blocked(), g.State)
			}
			assert.Subset(t, marksOf(got), recorded.Marks(t, program, "leak"))
		})
	}
}

func TestParseGoleakHeaders(t *testing.T) {
	tests := []struct {
		name, give string
		want       stack.Goroutine
	}{
		{"waited", "[Goroutine 7 in state chan send, 3 minutes, with main.f on top of the stack:", stack.Goroutine{ID: 7, State: "chan send", Minutes: 3}},
		{"parentheses", " Goroutine 8 in state select (no cases), with main.f on top of the stack:", stack.Goroutine{ID: 8, State: "select (no cases)"}},
		{"bubble", "[Goroutine 9 in state select (durable), synctest bubble 3, with main.f on top of the stack:", stack.Goroutine{ID: 9, State: "select"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Frames = []stack.Frame{{Func: "main.f", File: "/x.go", Line: 3}}
			got, err := leakreport.ParseGoleak("found unexpected goroutines:\n" + tt.give + "\nmain.f()\n\t/x.go:3 +0x1\n]")
			require.NoError(t, err)
			assert.Equal(t, []stack.Goroutine{tt.want}, got)
		})
	}
}

func TestParseGoleakErrors(t *testing.T) {
	for _, text := range []string{"", "hello", "found unexpected goroutines:\n[", "[Goroutine 7 in state chan"} {
		_, err := leakreport.ParseGoleak(text)
		require.ErrorIs(t, err, leakreport.ErrNoGoroutine, text)
	}
	got, err := leakreport.ParseGoleak("[Goroutine 7 in state select, with main.f on top of the stack:\nmain.f()\n")
	require.ErrorContains(t, err, "reading goleak's error: ")
	assert.Len(t, got, 1)
}

// A text that is cut off at its end keeps all goroutines but the last as they
// are.
func TestParseCutOff(t *testing.T) {
	parsers := map[string]func(string) ([]stack.Goroutine, error){
		"leaks/goleak.go1.26.txt":  leakreport.ParseGoleak,
		"leaks/profile.go1.26.txt": leakreport.ParseProfile,
	}
	for name, parse := range parsers {
		text := recorded.Text(t, name)
		whole, err := parse(text)
		require.NoError(t, err)
		for cut := range recorded.Cuts(text) {
			got, _ := parse(cut)
			if n := len(got) - 1; n > 0 && strings.HasPrefix(text, cut) {
				require.Equal(t, whole[:n], got[:n], "%s cut after %d bytes", name, len(cut))
			}
		}
	}
}

func TestParseJoined(t *testing.T) {
	text := recorded.Text(t, "leaks/goleak.go1.26.txt")
	once, err := leakreport.ParseGoleak(text)
	require.NoError(t, err)
	twice, err := leakreport.ParseGoleak(text + text)
	require.NoError(t, err)
	assert.Equal(t, append(once, once...), twice)
}

func FuzzParseGoleak(f *testing.F) {
	f.Add(recorded.Text(f, "leaks/goleak.go1.26.txt"))
	f.Fuzz(func(t *testing.T, text string) {
		got, err := leakreport.ParseGoleak(text)
		if len(got) == 0 && err == nil {
			t.Fatalf("neither a goroutine nor an error for %q", text)
		}
	})
}

func FuzzParseProfile(f *testing.F) {
	for _, name := range recorded.Names(f, "leaks") {
		f.Add(recorded.Text(f, name))
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, _ := leakreport.ParseProfile(text)
		for _, g := range got {
			if !g.Leaked || !strings.Contains(text, "(leaked)") {
				t.Fatalf("not leaked: %+v", g)
			}
		}
	})
}
