package record_test

import (
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"racekit/grader/record"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// environ is an environment of one variable.
func environ(name, value string) func(string) string {
	return func(asked string) string {
		if asked != name {
			return ""
		}
		return value
	}
}

// read returns all records of text, and Read's error.
func read(r io.Reader, secret string) ([]record.Record, error) {
	var got []record.Record
	err := record.Read(r, secret, func(r record.Record) { got = append(got, r) })
	return got, err
}

// through sends records through a pipe, as a graded process does.
func through(t *testing.T, records ...record.Record) []record.Record {
	t.Helper()
	in, out, err := os.Pipe()
	require.NoError(t, err)
	defer in.Close()
	w, err := record.NewWriter(environ(record.DescriptorVar, strconv.Itoa(int(out.Fd()))), "sesame")
	require.NoError(t, err)
	written := make(chan error, 1)
	go func() {
		var errs []error
		for _, r := range records {
			errs = append(errs, w.Write(r))
		}
		written <- errors.Join(append(errs, out.Close())...)
	}()
	got, err := read(in, "sesame")
	require.NoError(t, <-written)
	require.NoError(t, err)
	return got
}

// full has every field of an End set.
func full() record.End {
	return record.End{
		Test: "counter/TestX", Execution: 3, Races: 2, Elapsed: time.Second, Left: "found unexpected goroutines:\n[Goroutine 7",
		Wrong: []string{"counter_check.go:12: Value() = 7; want 8\nand 日本語 <&>"},
		Panic: &record.Panic{Value: "boom", Stack: "goroutine 7 [running]:\n"},
		Stuck: &record.Stuck{Kind: record.StuckDeadlock, Proved: true, Polling: true, Dump: "goroutine 1 [select]:\n"},
		Slow:  []record.Slow{{Kind: record.SlowWitness, Want: 3, Got: 1, Exact: true, Dump: "goroutine 2 [sleep]:\n"}, {Kind: record.SlowWithin, Want: 4, Got: 9}},
	}
}

func TestPipe(t *testing.T) {
	end := full()
	give := []record.Record{
		{Manifest: &record.Manifest{Tests: []string{"counter/TestX"}, Race: true, Leaks: true}},
		{Begin: &record.Begin{Test: "counter/TestX", Execution: 3, Seed: 1<<64 - 1, Procs: 16}},
		{End: &end},
		{Done: &record.Done{Stopped: "counter/TestX"}},
	}
	assert.Equal(t, give, through(t, give...))
}

func TestPipe_LongTextsAreCutSoThatTheRecordArrives(t *testing.T) {
	goroutine := "goroutine 7 [chan receive]:\nmain.wait(0x1)\n\t/x/main.go:7 +0x1d\n\n"
	end := full()
	dump := strings.Repeat(goroutine, record.MaxLine/len(goroutine))
	end.Left, end.Stuck.Dump, end.Panic.Stack = dump, dump, dump
	end.Panic.Value = strings.Repeat("日", 1<<20)
	for len(end.Wrong) < 16 {
		end.Wrong = append(end.Wrong, "x_check.go:1: "+strings.Repeat("\x00", 1<<20))
	}
	for range 100 {
		end.Slow = append(end.Slow, record.Slow{Kind: record.SlowWitness, Exact: true, Dump: dump})
	}

	got := through(t, record.Record{End: &end}, record.Record{Done: &record.Done{}})
	require.Len(t, got, 2, "the record was lost")
	e := got[0].End
	assert.True(t, strings.HasPrefix(e.Left, goroutine))
	assert.True(t, strings.HasSuffix(e.Stuck.Dump, "\n"), "a dump is cut behind a line")
	assert.True(t, strings.HasSuffix(e.Panic.Value, "日 [cut]"), "a message is cut between runes, and says so")
	assert.Len(t, e.Wrong, 16)
	assert.Len(t, e.Slow, 102, "what was too slow counts even without its dump")
	assert.Len(t, end.Left, len(dump), "the caller's own record was changed")
}

func TestWrite_DescriptorThatIsGone(t *testing.T) {
	in, out, err := os.Pipe()
	require.NoError(t, err)
	require.NoError(t, in.Close())
	defer out.Close()
	w, err := record.NewWriter(environ(record.DescriptorVar, strconv.Itoa(int(out.Fd()))), "sesame")
	require.NoError(t, err)
	assert.ErrorContains(t, w.Write(record.Record{Done: &record.Done{}}), "writing a record: ")
}

func TestNewWriter_BadDescriptor(t *testing.T) {
	for _, give := range []string{"", "x", "1.5"} {
		_, err := record.NewWriter(environ(record.DescriptorVar, give), "")
		assert.ErrorContains(t, err, "reading "+record.DescriptorVar, "descriptor %q", give)
	}
}

func TestRead(t *testing.T) {
	const done, stopped = `{"done":{}}`, `{"done":{"stopped":"x"}}`
	one, two := record.Record{Done: &record.Done{}}, record.Record{Done: &record.Done{Stopped: "x"}}
	tests := []struct {
		name, give string
		want       []record.Record
		wantErr    string
	}{
		{"nothing", "", nil, ""},
		{"two", done + "\n" + stopped + "\n", []record.Record{one, two}, ""},
		{"last line not ended", done + "\n" + stopped, []record.Record{one, two}, ""},
		{"windows line ends", done + "\r\n" + stopped + "\r\n", []record.Record{one, two}, ""},
		{"unknown field", `{"later":{"x":1}}` + "\n" + done + "\n", []record.Record{{}, one}, ""},
		{"cut off", done + "\n" + `{"done":{"stop`, []record.Record{one}, "reading record 2: unexpected end of JSON input"},
		{"garbage", "--- PASS: TestX\n" + done + "\n", []record.Record{one}, "reading record 1: "},
		{"empty line", "\n" + done + "\n", []record.Record{one}, "reading record 1: "},
		{"garbage between", done + "\n\x00\xff{\n" + stopped + "\n", []record.Record{one, two}, "reading record 2: "},
		{"glued together", done + stopped + "\n" + done + "\n", []record.Record{one}, "reading record 1: "},
		{"wrong type", `{"done":7}` + "\n" + done + "\n", []record.Record{one}, "reading record 1: "},
		{"too long", done + "\n" + strings.Repeat("x", record.MaxLine+1) + "\n" + stopped + "\n", []record.Record{one, two}, "reading record 2: the line is longer"},
		{"too long and not ended", strings.Repeat("x", record.MaxLine+1), nil, "reading record 1: the line is longer"},
		{"as long as may be", stopped + strings.Repeat(" ", record.MaxLine-len(stopped)-1) + "\n", []record.Record{two}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := read(strings.NewReader(tt.give), "")
			assert.Equal(t, tt.want, got)
			if tt.wantErr == "" {
				assert.NoError(t, err)
			} else {
				assert.ErrorContains(t, err, tt.wantErr)
			}
			slowly, _ := read(iotest.OneByteReader(strings.NewReader(tt.give[:min(len(tt.give), 1<<10)])), "")
			quickly, _ := read(strings.NewReader(tt.give[:min(len(tt.give), 1<<10)]), "")
			assert.Equal(t, quickly, slowly, "what is read depends on how it comes in")
		})
	}
}

func TestRead_RubbishForEverCostsNoMemory(t *testing.T) {
	_, err := read(strings.NewReader(strings.Repeat("x\n", 1<<16)), "")
	require.Error(t, err)
	assert.Less(t, len(err.Error()), 4<<10)
}

func TestRead_FailingReader(t *testing.T) {
	boom := errors.New("boom")
	got, err := read(io.MultiReader(strings.NewReader("{\"done\":{}}\n"), iotest.ErrReader(boom)), "")
	assert.Len(t, got, 1)
	assert.ErrorIs(t, err, boom)
}

func FuzzRead(f *testing.F) {
	f.Add("{\"done\":{}}\n{\"begin\":{\"test\":\"a/B\",\"seed\":18446744073709551615}}\n")
	f.Add("{\"end\":{\"stuck\":{\"kind\":\"hang\"},\"slow\":[{}]}}\ngarbage\n\n{")
	f.Add(`{"manifest":null,"done":{"stopped":1}}`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := read(strings.NewReader(text), "")
		lines := strings.Count(text, "\n") + 1
		if len(got) > lines {
			t.Errorf("%d records in %d lines", len(got), lines)
		}
		if err == nil && text != "" && strings.HasSuffix(text, "\n") && len(got) != lines-1 {
			t.Errorf("%d records of %d lines, and no error", len(got), lines-1)
		}
		again, _ := read(iotest.HalfReader(strings.NewReader(text)), "")
		if len(again) != len(got) {
			t.Errorf("%d records in one go, %d in halves", len(got), len(again))
		}
	})
}

func TestPlanFrom(t *testing.T) {
	_, ok, err := record.PlanFrom(environ("", ""))
	require.NoError(t, err)
	assert.False(t, ok, "without a plan the harness runs as under go test")

	_, _, err = record.PlanFrom(environ(record.PlanVar, `{"tests":`))
	assert.ErrorContains(t, err, "reading "+record.PlanVar)

	p, ok, err := record.PlanFrom(environ(record.PlanVar, `{"execution":2,"seed":9,"procs":4,"tests":[{"name":"a/TestA","cpu":5,"wall":6,"memory":7}]}`))
	require.NoError(t, err)
	require.True(t, ok)
	want := record.Test{Name: "a/TestA", CPU: 5, Wall: 6, Memory: 7}
	assert.Equal(t, record.Plan{Execution: 2, Seed: 9, Procs: 4, Tests: []record.Test{want}}, p)
	got, ok := p.Test("a/TestA")
	assert.True(t, ok)
	assert.Equal(t, want, got)
	_, ok = p.Test("a/TestB")
	assert.False(t, ok)
}

func TestEndOK(t *testing.T) {
	assert.True(t, record.End{Test: "a/TestA", Execution: 1, Elapsed: 1}.OK())
	tests := []struct {
		name string
		give record.End
	}{
		{"wrong", record.End{Wrong: []string{"x"}}},
		{"panic", record.End{Panic: &record.Panic{}}},
		{"races", record.End{Races: 1}},
		{"stuck", record.End{Stuck: &record.Stuck{}}},
		{"left", record.End{Left: "x"}},
		{"slow", record.End{Slow: []record.Slow{{}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { assert.False(t, tt.give.OK()) })
	}
}

// What somebody wrote who does not know the secret is not a record.
func TestRead_Forged(t *testing.T) {
	text := `{"done":{}}` + "\n" + `{"secret":"open","done":{}}` + "\n" + `{"secret":"sesame","done":{"stopped":"x"}}` + "\n"
	got, err := read(strings.NewReader(text), "sesame")
	assert.Equal(t, []record.Record{{Done: &record.Done{Stopped: "x"}}}, got)
	assert.ErrorContains(t, err, "reading record 1: it does not carry the secret")
	assert.ErrorContains(t, err, "reading record 2: it does not carry the secret")

	got, _ = read(strings.NewReader(text), "")
	assert.Equal(t, []record.Record{{Done: &record.Done{}}}, got, "without secrets it would be one")
}
