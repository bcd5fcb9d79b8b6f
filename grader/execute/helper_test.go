package execute_test

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"racekit/grader/confine"
	"racekit/grader/record"
	"racekit/grader/secret"
)

// TestMain is also the graded process of these tests: the test binary with a plan in
// its environment. The first test of the plan says what the process does.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	plan, graded, err := record.PlanFrom(os.Getenv)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(97)
	}
	if graded {
		h := helper{plan: plan}
		scripts[plan.Tests[0].Name](h)
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// helper is a graded process.
type helper struct{ plan record.Plan }

// scripts are the things that a graded process may do.
var scripts = map[string]func(helper){
	"right": func(h helper) {
		for _, t := range h.plan.Tests {
			h.begin(t.Name)
			h.end(t.Name)
		}
		h.write(record.Record{Done: &record.Done{}})
	},
	"exits": func(h helper) {
		h.begin("exits")
		fmt.Println("--- PASS: everything")
		os.Exit(0)
	},
	"exits with 3": func(h helper) { h.begin("exits with 3"); os.Exit(3) },
	"crashes":      func(h helper) { h.begin("crashes"); panic("boom") },
	"prints": func(h helper) {
		h.begin("prints")
		fmt.Fprintln(os.Stderr, "the first line")
		megabyte := []byte(strings.Repeat("noise\n", 1<<20/6))
		for range 100 {
			os.Stdout.Write(megabyte)
			os.Stderr.Write(megabyte)
		}
		fmt.Fprintln(os.Stderr, "the last line")
		h.end("prints")
	},
	"hangs":         func(h helper) { h.begin("hangs"); sleep() },
	"never begins":  func(helper) { sleep() },
	"closes":        func(h helper) { h.begin("closes"); syscall.Close(3); sleep() },
	"closes, exits": func(h helper) { h.begin("closes, exits"); syscall.Close(3) },
	"raw": func(h helper) {
		h.begin("raw")
		os.Stderr.WriteString("raw")
		raw("garbage\n\x00\xff\n{\"end\":")
		raw("\n")
		h.end("raw")
	},
	"too long": func(h helper) {
		h.begin("too long")
		raw(strings.Repeat("x", record.MaxLine+1) + "\n")
		h.end("too long")
	},
	"garbage": func(h helper) { h.begin("garbage"); forever(func() { raw("garbage\n") }) },
	"forges": func(h helper) {
		forever(func() { h.begin("forges"); h.end("forges"); h.end("other") })
	},
	"forges early": func(h helper) {
		raw(`{"begin":{"test":"forges early"}}` + "\n" + `{"end":{"test":"forges early"}}` + "\n" + `{"done":{}}` + "\n")
	},
	"large":        func(h helper) { h.begin("large"); h.large("large") },
	"waits":        func(h helper) { h.started(); syscall.Write(4, []byte("x")); sleep() },
	"child":        func(h helper) { h.child("waits", false); h.begin("child"); h.end("child") },
	"child, hangs": func(h helper) { h.child("waits", false); h.started(); sleep() },
	"child, fled":  func(h helper) { h.child("waits", true); h.begin("child, fled"); h.end("child, fled") },
	"leaves a pipe": func(h helper) {
		h.begin("leaves a pipe")
		syscall.Mkfifo("race.1", 0o600)
		os.Symlink("/etc/passwd", "race.2")
		os.WriteFile("race.3", []byte("the log"), 0o600)
		h.end("leaves a pipe")
	},
	"tells its seed": func(h helper) { h.begin("tells its seed"); fmt.Fprintln(os.Stderr, h.plan, os.Environ()) },
}

// sleep goes on for ever. Without a timer the runtime would notice.
func sleep() {
	for {
		time.Sleep(time.Hour)
	}
}

func forever(f func()) {
	for {
		f()
	}
}

func raw(text string) {
	for len(text) > 0 {
		n, err := syscall.Write(3, []byte(text))
		if err != nil && err != syscall.EINTR {
			os.Exit(98)
		}
		text = text[max(n, 0):]
	}
}

func (h helper) write(r record.Record) {
	w, err := record.NewWriter(os.Getenv, secret.Taken())
	if err == nil {
		err = w.Write(r)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(99)
	}
}

func (h helper) manifest() { h.write(record.Record{Manifest: &record.Manifest{Tests: []string{"x"}}}) }

// begin writes a manifest as well, which counts once.
func (h helper) begin(test string) {
	h.manifest()
	h.write(record.Record{Begin: &record.Begin{Test: test, Seed: h.plan.Seed, Execution: h.plan.Execution, Procs: h.plan.Procs}})
}

func (h helper) end(test string) { h.write(record.Record{End: &record.End{Test: test}}) }

// large ends with more than a pipe holds.
func (h helper) large(test string) {
	dump := strings.Repeat("goroutine 7 [select]:\n", 10_000)
	h.write(record.Record{End: &record.End{Test: test, Left: dump, Stuck: &record.Stuck{Dump: dump}}})
}

// started tells the test that this process is there: it writes its number to the pipe
// that the test reads from.
func (h helper) started() {
	pipe := filepath.Join(filepath.Dir(os.Getenv("TMPDIR")), startedPipe)
	if err := os.WriteFile(pipe, fmt.Appendln(nil, os.Getpid()), 0o600); err != nil {
		os.Exit(96)
	}
}

// startedPipe is the name of that pipe, in the folder of the runner.
const startedPipe = "started"

// child starts a process that holds all that this one holds, and goes on when the child
// has told its number. It does not wait for it to end.
func (h helper) child(does string, flees bool) {
	self, errSelf := os.Executable()
	records, errDup := syscall.Dup(3) // a File closes its descriptor when it is collected
	told, tells, errPipe := os.Pipe()
	if err := errors.Join(errSelf, errDup, errPipe); err != nil {
		os.Exit(95)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), record.PlanVar+`={"tests":[{"name":"`+does+`"}]}`)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.ExtraFiles = []*os.File{os.NewFile(uintptr(records), "records"), tells}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: flees}
	if err := cmd.Start(); err != nil {
		os.Exit(94)
	}
	if _, err := told.Read(make([]byte, 1)); err != nil {
		os.Exit(93)
	}
}
