package diagnose_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/catalog"
	"racekit/grader/diagnose"
	"racekit/grader/execute"
	"racekit/grader/record"
	"racekit/grader/source"
	"racekit/grader/verdict"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// subject is testdata/demo.
func subject(t *testing.T) diagnose.Subject {
	t.Helper()
	f, problems := source.Parse("demo.go", demo(t, "demo.go"))
	require.Empty(t, problems)
	return diagnose.Subject{Dir: "exercises/demo", Files: map[string]*source.File{"demo.go": f}}
}

// about is the test that findings are made for.
func about(name string) catalog.Test {
	text := verdict.Text{En: "All is well", Ja: "すべて正しいこと"}
	return catalog.Test{Name: name, About: []string{"Missing", "Box.Get", "Box.Add"}, Title: text, Why: text, Direction: text}
}

// diagnosed is what the recorded execution of the named test amounts to.
func diagnosed(t *testing.T, name string) diagnose.Result {
	t.Helper()
	o := recorded(t, name)
	if len(o.Ends) == 0 {
		require.NotNil(t, o.Open)
		return subject(t).Death(about(name), o)
	}
	return subject(t).End(about(name), o.Ends[0], o.Races)
}

// marked is the place of demo.go whose line ends in a comment with that name.
func marked(t *testing.T, name string) verdict.Place {
	t.Helper()
	for i, line := range strings.Split(string(demo(t, "demo.go")), "\n") {
		if strings.HasSuffix(line, "// "+name) {
			fn, _, _ := subject(t).Files["demo.go"].FuncAt(i + 1)
			return verdict.Place{File: "exercises/demo/demo.go", Line: i + 1, Func: fn, Learner: true}
		}
	}
	require.Fail(t, "demo.go has no such mark", name)
	return verdict.Place{}
}

func TestRecorded(t *testing.T) {
	tests := []struct {
		name    string
		want    verdict.Verdict
		at      string // the mark of the place; "-" for none
		message string
		says    []string // of what happened
	}{
		{"TestRaceMethods", verdict.DataRace, "", "", []string{"b.n", "Box.Add", "Box.Get", "g1", "g2"}},
		{"TestRaceGroup", verdict.DataRace, "", "", []string{"b.n", "Fields"}},
		{"TestRaceMap", verdict.DataRace, "", "", []string{"seen", "Maps"}},
		{"TestRaceAtomic", verdict.DataRace, "", "", []string{"Atomics", "sync/atomic (AddInt64)"}},
		{"TestRaceGeneric", verdict.DataRace, "", "", []string{"s.items", "Stack.Push"}},
		{"TestRaceAndWrong", verdict.DataRace, "RaceGroup", "", []string{"b.n"}},
		{"TestDeadlockReceive", verdict.Deadlock, "", "", []string{"chan receive", "Receive"}},
		{"TestDeadlockLock", verdict.Deadlock, "", "", []string{"sync.Mutex.Lock", "LockTwice"}},
		{"TestDeadlockCrowd", verdict.Deadlock, "", "", []string{"g1 and 2 more like it are blocked (chan send)", "g2 is blocked (chan receive)", "g3 is blocked (sync.WaitGroup.Wait)"}},
		{"TestLeak", verdict.GoroutineLeak, "", "", []string{"g1 and 2 more like it are blocked (chan send)", "g2 is blocked (select (no cases))"}},
		{"TestLeakSleep", verdict.GoroutineLeak, "", "", []string{"sleeping", "started at demo.go"}},
		{"TestPanicHere", verdict.Panic, "", "panic: runtime error: invalid memory address or nil pointer dereference", []string{"nil pointer"}},
		{"TestPanicInGo", verdict.Panic, "PanicHere", "panic: runtime error: invalid memory address or nil pointer dereference", nil},
		{"TestPanicStarted", verdict.Panic, "", "panic: close of nil channel", nil},
		{"TestPanicCalled", verdict.Panic, "", "panic: sync: negative WaitGroup counter", nil},
		{"TestFatalUnlock", verdict.Panic, "", "fatal error: sync: unlock of unlocked mutex", nil},
		{"TestExit", verdict.Panic, "-", "exit status 3", []string{"exit status 3"}},
		{"TestHangSpin", verdict.Hang, "", "", []string{"Spin"}},
		{"TestHangBurn", verdict.Hang, "", "", []string{"Burn"}},
		{"TestHangPoll", verdict.Hang, "", "", []string{"Poll"}},
		{"TestMemory", verdict.OutOfMemory, "", "", []string{"Grow"}},
		{"TestSlowWitness", verdict.TooSlow, "", "", []string{"at most 1 of 3", "Serial"}},
		{"TestSlowIndependent", verdict.TooSlow, "", "", []string{"Box.Locked"}},
		{"TestSlowWithin", verdict.TooSlow, "-about", "", []string{"bound 1"}},
		{"TestWrong", verdict.WrongResult, "-about", "demo_test.go:18: Get() = 0; want 1\ndemo_test.go:19: second: with: colons", []string{"All is well"}},
	}
	names := []string{"TestRight"}
	for _, tt := range tests {
		names = append(names, tt.name)
		t.Run(tt.name, func(t *testing.T) {
			got := diagnosed(t, tt.name)
			assert.Equal(t, tt.want, got.Verdict)
			assert.Equal(t, tt.name == "TestSlowWithin", got.Timed)
			require.NotNil(t, got.Finding)
			f := *got.Finding
			assert.Equal(t, got.Verdict, f.Verdict)
			assert.Equal(t, tt.message, f.Message)
			for _, want := range tt.says {
				assert.Contains(t, f.What.En, want)
			}
			assert.NotEmpty(t, f.What.Ja)
			switch tt.at {
			case "-":
				assert.Zero(t, f.Place)
			case "-about": // no line led there: the function that the test is about
				assert.Equal(t, verdict.Place{File: "exercises/demo/demo.go", Line: 23, Func: "Box.Get", Learner: true}, f.Place)
			case "":
				assert.Equal(t, marked(t, strings.TrimPrefix(tt.name, "Test")), f.Place)
			default:
				assert.Equal(t, marked(t, tt.at), f.Place)
			}
			sound(t, f)
		})
	}
	assert.ElementsMatch(t, demoTests(t), names, "a test of testdata/demo is not looked at")
}

// sound checks what holds of every finding.
func sound(t *testing.T, f verdict.Finding) {
	t.Helper()
	assert.LessOrEqual(t, len(f.Raw), 8<<10)
	assert.True(t, utf8.ValidString(f.Raw))
	names := map[string]bool{}
	for i, g := range f.Goroutines {
		assert.Equal(t, fmt.Sprintf("g%d", i+1), g.Name)
		names[g.Name] = true
		assert.NotContains(t, g.At.File, "harness", "a goroutine of the harness takes no part")
		assert.NotContains(t, g.At.File, "testing")
	}
	for _, a := range f.Accesses {
		assert.True(t, names[a.Goroutine] || len(names) == 0, "%s is not among the goroutines", a.Goroutine)
		assert.NotContains(t, a.At.File, ".s")
	}
	places := []verdict.Place{f.Place}
	for _, g := range f.Goroutines {
		places = append(places, g.At, g.Created)
	}
	for _, p := range places {
		assert.NotContains(t, p.File, "_check.go", "tests are named as they are in the tree")
		assert.NotContains(t, p.File, "/module/")
	}
}

func TestRight(t *testing.T) {
	assert.Equal(t, diagnose.Result{Verdict: verdict.Pass}, diagnosed(t, "TestRight"))
}

func TestDeadlock_OnlyThoseThatTakePart(t *testing.T) {
	f := diagnosed(t, "TestDeadlockCrowd").Finding
	require.Len(t, f.Goroutines, 3, "%+v", f.Goroutines)
	assert.Equal(t, 2, f.Goroutines[0].Like)
	assert.Equal(t, "Crowd", f.Goroutines[0].Created.Func)
	assert.True(t, f.Goroutines[2].Test, "the test's own comes last")
	assert.Zero(t, f.Goroutines[2].Created)
}

func TestRace_Accesses(t *testing.T) {
	f := diagnosed(t, "TestRaceMethods").Finding
	require.Len(t, f.Accesses, 2)
	ops := []string{f.Accesses[0].Op, f.Accesses[1].Op}
	slices.Sort(ops)
	assert.Equal(t, []string{"read", "write"}, ops)
	for _, g := range f.Goroutines {
		assert.Equal(t, "exercises/demo/demo_test.go", g.Created.File)
		assert.Equal(t, "TestRaceMethods", g.Created.Func)
	}
}

// race is a report of the race detector: two stacks, each "func file:line" or "" for one
// that was lost.
func race(first, second string) string {
	side := func(who, stack string) string {
		if stack == "" {
			return who + "\n  [failed to restore the stack]\n\n"
		}
		fn, at, _ := strings.Cut(stack, " ")
		return who + "\n  " + fn + "()\n      " + at + " +0x1\n\n"
	}
	return "==================\nWARNING: DATA RACE\n" +
		side("Write at 0x00c000012345 by goroutine 8:", first) + side("Previous read at 0x00c000012345 by goroutine 7:", second) +
		"Goroutine 8 (running) created at:\n  x.f()\n      /x/x.go:1 +0x1\n\nGoroutine 7 (finished) created at:\n  x.f()\n      /x/x.go:1 +0x1\n==================\n"
}

// before is what stands before a word.
func before(text, word string) string {
	text, _, _ = strings.Cut(text, word)
	return text
}

func TestRace_Reports(t *testing.T) {
	const (
		add   = "racekit/exercises/demo.(*Box).Add /tmp/x/slot0/module/exercises/demo/demo.go:20"
		get   = "racekit/exercises/demo.(*Box).Get /tmp/x/slot0/module/exercises/demo/demo.go:23"
		check = "racekit/exercises/demo/tests.TestX /tmp/x/slot0/module/exercises/demo/tests/demo_check.go:9"
	)
	tests := []struct {
		name, give string
		accesses   int
		line       int
		says       string
	}{
		{"both", race(add, get), 2, 20, "first g1 reads b.n at demo.go:23 (Box.Get), then g2 writes it at demo.go:20 (Box.Add)."},
		{"the earlier one is lost", race(add, ""), 1, 20, "writes a shared variable at demo.go:20 (Box.Add) while another goroutine uses it."},
		{"the later one is lost", race("", get), 1, 23, "reads a shared variable at demo.go:23 (Box.Get) while another goroutine uses it."},
		{"both are lost", race("", ""), 0, 0, "could not restore where"},
		{"with the test", race(check, get), 2, 23, "demo_test.go:9 (TestX)"},
		{"in the test only", race(check, check), 2, 23, "demo_test.go:9 (TestX)"},
		{"the one with most of the learner", race(check, get) + race(add, get) + race(check, check), 2, 20, "Box.Add"},
		{"no log", "", 0, 0, "could not restore where"},
		{"cut off", before(race(add, get), "Previous"), 1, 20, "Box.Add"},
		{"rubbish", "WARNING: DATA RACE\n\x00\xff\n", 0, 0, "could not restore where"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := subject(t).End(about("TestX"), record.End{Races: 1}, tt.give)
			assert.Equal(t, verdict.DataRace, got.Verdict)
			require.NotNil(t, got.Finding)
			assert.Len(t, got.Finding.Accesses, tt.accesses)
			assert.Equal(t, tt.line, got.Finding.Place.Line)
			assert.Contains(t, got.Finding.What.En, tt.says)
			sound(t, *got.Finding)
		})
	}
}

func TestEnd_WorstIsSaid(t *testing.T) {
	everything := record.End{
		Wrong: []string{"x_check.go:1: wrong"}, Panic: &record.Panic{Value: "boom"}, Races: 1, Left: "left",
		Stuck: &record.Stuck{Kind: record.StuckMemory}, Slow: []record.Slow{{Kind: record.SlowWithin}},
	}
	tests := []struct {
		name  string
		less  func(e *record.End)
		want  verdict.Verdict
		timed bool
	}{
		{"memory", func(*record.End) {}, verdict.OutOfMemory, false},
		{"deadlock is less than a panic", func(e *record.End) { e.Stuck = &record.Stuck{Kind: record.StuckDeadlock} }, verdict.Panic, false},
		{"race", func(e *record.End) { e.Panic = nil }, verdict.DataRace, false},
		{"deadlock", func(e *record.End) { e.Races, e.Stuck = 0, &record.Stuck{Kind: record.StuckDeadlock} }, verdict.Deadlock, false},
		{"leak", func(e *record.End) { e.Stuck = nil }, verdict.GoroutineLeak, false},
		{"wrong", func(e *record.End) { e.Left = "" }, verdict.WrongResult, false},
		{"hang", func(e *record.End) { e.Wrong, e.Stuck = nil, &record.Stuck{Kind: record.StuckHang} }, verdict.Hang, false},
		{"slow by the clock", func(e *record.End) { e.Stuck = nil }, verdict.TooSlow, true},
		{"slow, proved", func(e *record.End) { e.Slow = append(e.Slow, record.Slow{Kind: record.SlowWitness, Exact: true}) }, verdict.TooSlow, false},
		{"nothing", func(e *record.End) { e.Slow = nil }, verdict.Pass, false},
	}
	e := everything
	for _, tt := range tests {
		tt.less(&e)
		t.Run(tt.name, func(t *testing.T) {
			got := subject(t).End(about("TestX"), e, "")
			assert.Equal(t, tt.want, got.Verdict)
			assert.Equal(t, tt.timed, got.Timed)
			assert.Equal(t, tt.want == verdict.Pass, got.Finding == nil)
		})
	}
}

func TestDeath(t *testing.T) {
	const crash = "panic: boom\n\ngoroutine 7 [running]:\nracekit/exercises/demo.(*Box).Add(0x1)\n\t/tmp/m/exercises/demo/demo.go:20 +0x1\n"
	tests := []struct {
		name    string
		give    execute.Outcome
		want    verdict.Verdict
		message string
		line    int
	}{
		{"exit", execute.Outcome{Status: "exit status 0"}, verdict.Panic, "exit status 0", 0},
		{"panic", execute.Outcome{Status: "exit status 2", Stderr: crash}, verdict.Panic, "panic: boom", 20},
		{"panic in a dependency, started by the learner", execute.Outcome{Status: "exit status 2", Stderr: strings.Replace(crash, "racekit/exercises/demo.(*Box).Add(0x1)\n\t/tmp/m/exercises/demo/demo.go:20 +0x1\n",
			"time.goFunc()\n\t/go/src/time/sleep.go:9 +0x1\ncreated by racekit/exercises/demo.Fields in goroutine 1\n\t/tmp/m/exercises/demo/demo.go:31 +0x1\n", 1)}, verdict.Panic, "panic: boom", 31},
		{"killed for its silence", execute.Outcome{Status: "signal: killed", Killed: true}, verdict.Hang, "signal: killed", 0},
		{"killed by the system", execute.Outcome{Status: "signal: killed"}, verdict.OutOfMemory, "signal: killed", 0},
		{"race detector without memory", execute.Outcome{Status: "exit status 66", Races: "==7591==ERROR: ThreadSanitizer failed to allocate 0x2000000 (33554432) bytes of x (error code: 12)\n"}, verdict.OutOfMemory, "", 0},
		{"too many goroutines", execute.Outcome{Status: "exit status 66", Races: "race: limit on 8128 simultaneously alive goroutines is exceeded, dying\n"}, verdict.OutOfMemory, "", 0},
		{"words of a crash without one", execute.Outcome{Status: "exit status 1", Stderr: "panic: not really\n"}, verdict.Panic, "exit status 1", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := subject(t).Death(about("TestDead"), tt.give)
			assert.Equal(t, tt.want, got.Verdict)
			assert.False(t, got.Timed)
			require.NotNil(t, got.Finding)
			if tt.message != "" {
				assert.Equal(t, tt.message, got.Finding.Message)
			}
			assert.Equal(t, tt.line, got.Finding.Place.Line)
			assert.NotEmpty(t, got.Finding.What.Ja)
		})
	}
}

func TestUnreported(t *testing.T) {
	done := &record.Done{}
	for _, tt := range []struct {
		name string
		give execute.Outcome
		want bool
	}{
		{"no report", execute.Outcome{Done: done, Status: "exit status 66"}, true},
		{"a report", execute.Outcome{Done: done, Status: "exit status 66", Races: "WARNING: DATA RACE\n"}, false},
		{"a test counted it", execute.Outcome{Done: done, Status: "exit status 66", Ends: []record.End{{Races: 1}}}, false},
		{"another status", execute.Outcome{Done: done, Status: "exit status 0"}, false},
		{"in the middle of a test", execute.Outcome{Status: "exit status 66"}, false},
		{"after a test that failed", execute.Outcome{Done: &record.Done{Stopped: "x"}, Status: "exit status 66"}, false},
	} {
		assert.Equal(t, tt.want, diagnose.Unreported(tt.give), tt.name)
	}
	assert.Equal(t, verdict.NotGraded, diagnose.Lost().Verdict)
}

func TestMissing(t *testing.T) {
	got := diagnose.Missing()
	assert.Equal(t, verdict.Panic, got.Verdict)
	assert.Contains(t, got.Finding.What.En, "never reported")
}

func TestStuck_ManyGoroutinesStayReadable(t *testing.T) {
	var dump strings.Builder
	leave := marked(t, "Leak").Line
	for i := range 600 {
		fmt.Fprintf(&dump, "goroutine %d [%s]:\nracekit/exercises/demo.Leave.func1()\n\t/tmp/m/exercises/demo/demo.go:%d +0x1\n", i+2, []string{"chan send", "select", "sync.Mutex.Lock"}[i%3], leave+i%4)
		fmt.Fprintf(&dump, "created by racekit/exercises/demo.Leave in goroutine 1\n\t/tmp/m/exercises/demo/demo.go:%d +0x1\n\n", leave)
	}
	for _, kind := range []record.StuckKind{record.StuckDeadlock, record.StuckMemory} {
		f := subject(t).End(about("TestX"), record.End{Stuck: &record.Stuck{Kind: kind, Dump: dump.String()}}, "").Finding
		assert.Len(t, f.Goroutines, 10)
		assert.Equal(t, 49, f.Goroutines[0].Like)
		assert.Contains(t, f.What.En, "and 9 more")
		sound(t, *f)
	}
}

func TestStuck_DumpThatIsNone(t *testing.T) {
	for _, kind := range []record.StuckKind{record.StuckDeadlock, record.StuckMemory, record.StuckHang, "later"} {
		for _, dump := range []string{"", "rubbish", "goroutine 7 [running]:\n\tgoroutine running on other thread; stack unavailable\n", "goroutine 1 ["} {
			r := subject(t).End(about("TestX"), record.End{Stuck: &record.Stuck{Kind: kind, Dump: dump}, Left: dump}, "")
			require.NotNil(t, r.Finding)
			assert.Equal(t, r.Verdict == verdict.GoroutineLeak, r.Finding.Place.Learner)
			assert.NotContains(t, r.Finding.What.En, ": .")
		}
	}
}

// What a package of the standard library leaves behind shows no line of the learner: the
// test says what it may be.
func TestLeak_OfNobodyThatIsKnown(t *testing.T) {
	const left = "found unexpected goroutines:\n[Goroutine 9 in state IO wait, with internal/poll.runtime_pollWait on top of the stack:\n" +
		"os/exec.(*Cmd).Start.func2()\n\t/usr/local/go/src/os/exec/exec.go:785 +0x1\n" +
		"created by os/exec.(*Cmd).Start in goroutine 8\n\t/usr/local/go/src/os/exec/exec.go:784 +0x1\n]\n"
	r := subject(t).End(about("TestX"), record.End{Left: left}, "")
	assert.Equal(t, verdict.GoroutineLeak, r.Verdict)
	assert.True(t, r.Foreign, "another exercise in the same process may have started it")
	parent := subject(t)
	parent.Processes = true
	assert.False(t, parent.End(about("TestX"), record.End{Left: left}, "").Foreign, "no other may start child processes")
	other := left + "[Goroutine 10 in state select, with runtime.gopark on top of the stack:\ncreated by time.goFunc in goroutine 1\n\t/usr/local/go/src/time/sleep.go:215 +0x1\n]\n"
	assert.True(t, parent.End(about("TestX"), record.End{Left: other}, "").Foreign, "one of them may be another's")
	assert.Equal(t, "Box.Get", r.Finding.Place.Func)
	assert.Equal(t, about("TestX").Why, r.Finding.Why)
	assert.Equal(t, about("TestX").Direction, r.Finding.Direction)
	sound(t, *r.Finding)
}

// A pipe that nobody reads holds up all who wait for the one that writes to it.
func TestStuck_WorldOutsideComesFirst(t *testing.T) {
	line := marked(t, "Leak").Line
	frame := func(name, file string, line int) string {
		return fmt.Sprintf("%s(0x1)\n\t%s:%d +0x1\n", name, file, line)
	}
	one := func(id int, state, name string, line int) string {
		return fmt.Sprintf("goroutine %d [%s]:\n", id, state) + frame("internal/poll.runtime_pollWait", "/usr/local/go/src/runtime/netpoll.go", 351) +
			frame(name, "/tmp/m/exercises/demo/demo.go", line) + "\n"
	}
	dump := one(2, "sync.WaitGroup.Wait", "racekit/exercises/demo.Leave", line) + one(3, "IO wait", "racekit/exercises/demo.Leave.func1", line+1) +
		"goroutine 4 [IO wait]:\n" + frame("racekit/exercises/demo/tests.TestX", "/tmp/m/exercises/demo/tests/demo_check.go", 7)
	f := subject(t).End(about("TestX"), record.End{Stuck: &record.Stuck{Kind: record.StuckDeadlock, Dump: dump}}, "").Finding
	require.Len(t, f.Goroutines, 2, "a test that waits for the world outside is not to blame")
	assert.Equal(t, "IO wait", f.Goroutines[0].State)
	assert.Equal(t, line+1, f.Place.Line)
	assert.Contains(t, f.Why.En, "the other end of a pipe")
	sound(t, *f)
}

func TestRaw_IsCutBetweenRunes(t *testing.T) {
	f := subject(t).End(about("TestX"), record.End{Left: strings.Repeat("日", 8<<10)}, "").Finding
	sound(t, *f)
}
