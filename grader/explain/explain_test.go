package explain_test

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/admit"
	"racekit/grader/explain"
	"racekit/grader/verdict"
)

var (
	line    = verdict.Place{File: "exercises/demo/demo.go", Line: 21, Func: "Box.Put", Learner: true}
	outside = verdict.Place{File: "exercises/demo/demo_test.go", Line: 7}
	nowhere verdict.Place
)

// states are what goroutines may do, as the runtime says it.
var states = []string{
	"chan send", "chan receive", "chan receive (nil chan)", "chan send (nil chan)", "select", "select (no cases)",
	"sync.Mutex.Lock", "sync.RWMutex.RLock", "sync.WaitGroup.Wait", "sync.Cond.Wait", "semacquire", "sleep", "IO wait", "syscall",
	"running", "runnable", "", "a state of Go 1.99",
}

// goroutines are n of them in a state.
func goroutines(n int, state string) []verdict.Goroutine {
	var gs []verdict.Goroutine
	for i := range n {
		gs = append(gs, verdict.Goroutine{Name: fmt.Sprintf("g%d", i+1), State: state, At: line, Created: outside, Like: i})
	}
	return gs
}

// all calls every exported function with everything that it may be given.
func all() map[string][]explain.Words {
	words := map[string][]explain.Words{
		"NoRun":             {explain.NoRun(errors.New("no space left"))},
		"Interrupted":       {explain.Interrupted()},
		"NeverReported":     {explain.NeverReported()},
		"Exhausted":         {explain.Exhausted()},
		"ReportLost":        {explain.ReportLost()},
		"Missing":           {explain.Missing("exercises/demo/demo.go", "git checkout -- exercises/demo/demo.go")},
		"NotHandedIn":       {explain.NotHandedIn("exercises/demo/demo.go")},
		"Unusable":          {explain.Unusable("exercises/demo/demo.go", errors.New("the file is empty"))},
		"PackageName":       {explain.PackageName("main", "demo")},
		"Wrong":             {explain.Wrong(explain.Text("It holds 100% of it", "100%を保つこと"), explain.Text("It fell out.", "落ちました。"), explain.Text("Hold it.", "保ってください。"))},
		"Refused":           refused(),
		"Ended":             {explain.Ended("exit status 0")},
		"Silent":            {explain.Silent()},
		"Late":              {explain.Late(900, 4)},
		"TooManyGoroutines": {explain.TooManyGoroutines()},
	}
	add := func(name string, w explain.Words) { words[name] = append(words[name], w) }
	for _, message := range []string{
		"undefined: x", "declared and not used: mu", "missing return", `"sync" imported and not used`, "cannot use x", "100%d!",
		"not enough arguments in call to f; have (); want (int)", "too many return values", "expected ';'", "package syncs is not in std",
		"c.Value undefined (type demo.Counter has no field or method Value)", "Step redeclared in this block (kit.go:4)", "something else",
	} {
		add("Compile", explain.Compile(message))
		add("API", explain.API(message, outside))
		add("Changed", explain.Changed(message, outside, "git checkout -- exercises/demo/demo_test.go"))
	}
	for _, message := range []string{
		"send on closed channel", "close of closed channel", "sync: negative WaitGroup counter", "sync: unlock of unlocked mutex",
		"concurrent map writes", "runtime error: invalid memory address or nil pointer dereference", "index out of range [3] with length 3",
		"stack overflow", "boom %d%%", "two\nlines",
	} {
		add("Panic", explain.Panic(message))
	}
	for _, at := range []verdict.Place{line, outside, nowhere} {
		add("Alone", explain.Alone(3, 1, at))
		add("Long", explain.Long(5017, 500, at))
		add("Dependent", explain.Dependent(at))
		for _, op := range []string{"read", "write", "atomic read", "atomic write", "access"} {
			one, two := verdict.Access{Op: op, At: line, Goroutine: "g1"}, verdict.Access{Op: "write", At: at, Goroutine: "g2"}
			for _, variable := range []string{"", "c.n"} {
				add("Race", explain.Race(one, two, variable))
				add("AddedLate", explain.AddedLate(one.At))
				add("AddedLate", explain.AddedLate(verdict.Place{}))
				add("Unjoined", explain.Unjoined(one, two, variable, "ReadAll"))
				add("Race", explain.Race(verdict.Access{Op: op, At: outside, Goroutine: "g1"}, one, variable))
				add("Race", explain.Race(one, verdict.Access{}, variable))
				add("Race", explain.Race(one, verdict.Access{Op: "write", At: verdict.Place{File: "sync/atomic", Func: "AddInt64"}, Goroutine: "g2"}, variable))
				add("Race", explain.Race(verdict.Access{}, verdict.Access{}, variable))
			}
		}
	}
	for _, state := range states {
		for _, n := range []int{0, 1, 2, 5} {
			gs := goroutines(n, state)
			if n == 2 {
				gs[0].At, gs[1].Created = nowhere, nowhere
			}
			add("Deadlock", explain.Deadlock(gs))
			add("Leak", explain.Leak(gs))
			add("Memory", explain.Memory(gs))
			add("Hang", explain.Hang(gs, false))
			add("Hang", explain.Hang(gs, true))
		}
	}
	return words
}

// japanese is a letter that only Japanese has.
var japanese = regexp.MustCompile(`[\p{Hiragana}\p{Katakana}]`)

func TestEverythingIsSaidInBothLanguages(t *testing.T) {
	for name, words := range all() {
		t.Run(name, func(t *testing.T) {
			for _, w := range words {
				f := w.On(verdict.Finding{Verdict: verdict.Panic, Message: "kept"})
				assert.Equal(t, "kept", f.Message)
				for part, text := range map[string]verdict.Text{"what": f.What, "why": f.Why, "direction": f.Direction} {
					if part == "why" && text.IsZero() {
						continue // a file that is missing needs no reason
					}
					sentence(t, part, text)
				}
				assert.Regexp(t, `[.!?]$`, f.What.En)
				assert.Regexp(t, `[。！？]$`, f.What.Ja)
			}
		})
	}
}

// sentence checks a text in both languages.
func sentence(t *testing.T, part string, text verdict.Text) {
	t.Helper()
	require.NotEmpty(t, text.En, "%s: no English", part)
	require.NotEmpty(t, text.Ja, "%s: no Japanese", part)
	assert.NotRegexp(t, japanese, text.En)
	assert.Regexp(t, japanese, text.Ja)
	assert.NotContains(t, text.Ja, "あなた")
	for _, said := range []string{text.En, text.Ja} {
		assert.NotContains(t, said, "%!", "a template and its arguments do not fit")
		said = strings.NewReplacer("have ()", "", "want ()", "").Replace(said)
		assert.NotRegexp(t, `[:：] *[.。]?$|  |。。|\.\.$|\(\)|（）|\?[.。]|（\?）`, said, "something is missing")
	}
}

func TestAllFunctionsAreTested(t *testing.T) {
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	tested := all()
	found := 0
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), e.Name(), nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !fn.Name.IsExported() || fn.Name.Name == "Text" {
				continue
			}
			found++
			assert.Contains(t, tested, fn.Name.Name)
		}
	}
	assert.Len(t, tested, found)
}

func TestOn_FullStops(t *testing.T) {
	tests := []struct {
		name       string
		give, want verdict.Text
	}{
		{"none", explain.Text("it is so", "そうです"), explain.Text("it is so.", "そうです。")},
		{"there already", explain.Text("It is so.", "そうです。"), explain.Text("It is so.", "そうです。")},
		{"others", explain.Text("is it so?", "本当に！"), explain.Text("is it so?", "本当に！")},
		{"nothing", verdict.Text{}, verdict.Text{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, explain.Words{What: tt.give}.On(verdict.Finding{}).What)
		})
	}
}

func TestPlacesAndNamesAreSaid(t *testing.T) {
	race := explain.Race(verdict.Access{Op: "write", At: line, Goroutine: "g2"}, verdict.Access{Op: "read", At: outside, Goroutine: "g1"}, "c.n").What
	deadlock := explain.Deadlock(goroutines(5, "chan send")).What
	for _, tt := range []struct {
		text verdict.Text
		want []string
	}{
		{race, []string{"g1", "g2", "c.n", "demo.go:21", "Box.Put", "demo_test.go:7"}},
		{deadlock, []string{"g1", "g3", "chan send", "demo.go:21", "Box.Put", "demo_test.go:7", "2"}},
		{explain.Alone(8, 3, line).What, []string{"8", "3", "demo.go:21"}},
		{explain.Late(900, 4).What, []string{"900", "4"}},
		{explain.Missing("exercises/demo/demo.go", "x").What, []string{"demo.go"}},
		{explain.Missing("x", "git checkout -- exercises/demo/demo.go").Direction, []string{"git checkout -- exercises/demo/demo.go"}},
		{explain.NotHandedIn("exercises/demo/demo.go").What, []string{"demo/demo.go"}},
		{explain.NotHandedIn("exercises/demo/demo.go").Direction, []string{"exercises/demo/demo.go", " demo/demo.go"}},
		{explain.Unusable("exercises/demo/demo.go", errors.New("it is empty")).What, []string{"demo.go", "it is empty"}},
		{explain.PackageName("main", "demo").What, []string{"main", "demo"}},
		{explain.API("undefined: demo.F", outside).What, []string{"undefined: demo.F", "demo_test.go:7"}},
		{explain.Ended("exit status 3").What, []string{"exit status 3"}},
	} {
		for _, want := range tt.want {
			assert.Contains(t, tt.text.En, want)
			assert.Contains(t, tt.text.Ja, want)
		}
	}
	assert.NotContains(t, deadlock.En, "g4", "only the first few are told")
	assert.Less(t, strings.Index(race.En, "g1"), strings.Index(race.En, "g2"), "the earlier access comes first")
}

func TestPanic_ReasonFitsTheMessage(t *testing.T) {
	general := explain.Panic("boom")
	for _, message := range []string{
		"send on closed channel", "close of closed channel", "sync: negative WaitGroup counter", "sync: unlock of unlocked mutex",
		"sync: Unlock of unlocked RWMutex", "concurrent map read and map write", "concurrent map iteration and map write",
		"runtime error: invalid memory address or nil pointer dereference", "runtime error: index out of range [3] with length 3",
		"stack overflow", "sync: WaitGroup misuse: Add called concurrently with Wait",
		"assignment to entry in nil map", "sync: RUnlock of unlocked RWMutex", "sync: WaitGroup is reused before previous Wait has returned",
	} {
		assert.NotEqual(t, general.Why, explain.Panic(message).Why, "%q has no reason of its own", message)
	}
}

func TestWaits_ReasonFitsTheState(t *testing.T) {
	seen := map[string]string{}
	for _, state := range []string{"chan send", "chan receive", "chan receive (nil chan)", "select", "sync.Mutex.Lock", "sync.WaitGroup.Wait", "sync.Cond.Wait", "sleep", "IO wait", "syscall", "other"} {
		why := explain.Deadlock(goroutines(1, state)).Why.En
		assert.Empty(t, seen[why], "%s is explained like %s", state, seen[why])
		seen[why] = state
	}
}

// refused explains every rule.
func refused() []explain.Words {
	var all []explain.Words
	for _, rule := range admit.Rules() {
		all = append(all, explain.Refused(admit.Refusal{Rule: rule, File: "demo.go", Line: 3, What: "os"}, []string{"os/exec"}))
	}
	return all
}
