//go:build unix

package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// exits is "exits N PROGRAM [ARG...]": like exec, but it wants this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N PROGRAM [ARG...]")
	}
	check(ts, args[0], ts.Exec(args[1], args[2:]...))
}

// check compares an exit code, in decimal, with how a command ended; -1 is a command
// that a signal killed.
func check(ts *testscript.TestScript, want string, err error) {
	code := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if strconv.Itoa(code) != want {
		ts.Fatalf("exit code %d, want %s", code, want)
	}
}

// sendSignal is "signal INT|KILL CUE N PROGRAM [ARG...]": it starts the program, waits for
// the cue, sends the signal, and wants exit code N. The cue is that somebody writes to the
// pipe of that name, which it makes; or, of a name with a *, that there is such a file: a
// confined process can write to a folder of its own only.
func sendSignal(ts *testscript.TestScript, neg bool, args []string) {
	signals := map[string]os.Signal{"INT": os.Interrupt, "KILL": os.Kill}
	if neg || len(args) < 4 || signals[args[0]] == nil {
		ts.Fatalf("usage: signal INT|KILL CUE N PROGRAM [ARG...]")
	}
	wait, giveUp := cue(ts, ts.MkAbs(args[1]))
	cmd := exec.Command(args[3], args[4:]...)
	cmd.Dir, cmd.Env = ts.MkAbs("."), environ(ts)
	cmd.Stdout, cmd.Stderr = ts.Stdout(), ts.Stderr()
	ts.Check(cmd.Start())
	cued := make(chan error, 1)
	go func() {
		err := wait()
		if err == nil {
			err = cmd.Process.Signal(signals[args[0]])
		}
		cued <- err
	}()
	ended := cmd.Wait()
	ts.Check(giveUp())
	if err := <-cued; err != nil {
		ts.Fatalf("it ended before the cue, %s: %v", args[1], err)
	}
	check(ts, args[2], ended)
}

// cue returns what waits for a cue, and what ends that wait in vain.
func cue(ts *testscript.TestScript, name string) (wait, giveUp func() error) {
	if !strings.Contains(name, "*") {
		ts.Check(syscall.Mkfifo(name, 0o600))
		// Opened for writing as well, it can be opened before there is a writer.
		pipe, err := os.OpenFile(name, os.O_RDWR, 0)
		ts.Check(err)
		return func() error { _, err := pipe.Read(make([]byte, 1)); return err }, pipe.Close
	}
	over := make(chan struct{})
	look := func() error {
		for {
			if found, err := filepath.Glob(name); err != nil || len(found) > 0 {
				return err
			}
			select {
			case <-over:
				return os.ErrNotExist
			case <-time.After(10 * time.Millisecond): // how often it looks; nothing is decided by it
			}
		}
	}
	return look, func() error { close(over); return nil }
}

// environ is the environment of the script, as far as racekit knows it.
func environ(ts *testscript.TestScript) []string {
	var env []string
	for _, name := range []string{
		"WORK", "PATH", "HOME", "TMPDIR", "GOROOT", "GOCACHE", "GOMODCACHE", "GOPATH", "GOPROXY", "GOCOVERDIR",
		"RACEKIT_SCRATCH", "RACEKIT_LANG", "LANG", "NO_COLOR", "TERM",
	} {
		if value := ts.Getenv(name); value != "" {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// seenKey is where a script keeps what remember saw, by folder and path.
type seenKey struct{}

// remember is "remember DIR": it takes down all of the tree, for unchanged.
func remember(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: remember DIR")
	}
	now, err := tree(ts.MkAbs(args[0]))
	ts.Check(err)
	seen := ts.Value(seenKey{}).(map[string]string)
	clear(seen)
	maps.Copy(seen, now)
}

// unchanged is "unchanged DIR": it wants the tree to be as remember saw it, down to
// modes and times.
func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unchanged DIR")
	}
	now, err := tree(ts.MkAbs(args[0]))
	ts.Check(err)
	seen := ts.Value(seenKey{}).(map[string]string)
	if len(seen) == 0 {
		ts.Fatalf("nothing to compare with: remember %s first", args[0])
	}
	names := slices.Sorted(maps.Keys(seen))
	for name := range now {
		if _, known := seen[name]; !known {
			names = append(names, name)
		}
	}
	for _, name := range names {
		if seen[name] != now[name] {
			ts.Fatalf("%s: was %q, is %q", name, seen[name], now[name])
		}
	}
}

// tree describes every file and folder below dir.
func tree(dir string) (map[string]string, error) {
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		all[path] = fmt.Sprint(info.Mode(), info.ModTime())
		if info.Mode().IsRegular() {
			content, err := os.ReadFile(path)
			all[path] += string(content)
			return err
		}
		return nil
	})
	return all, err
}

// wellformed is "wellformed FILE ELEMENT": it wants the file to be XML with that root.
func wellformed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: wellformed FILE ELEMENT")
	}
	dec := xml.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	root := ""
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		ts.Check(err)
		if e, ok := token.(xml.StartElement); ok && root == "" {
			root = e.Name.Local
		}
	}
	if root != args[1] {
		ts.Fatalf("the root is <%s>, want <%s>", root, args[1])
	}
}

// withoutWriting takes the permission to write away from a whole tree.
func withoutWriting(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		return os.Chmod(path, info.Mode().Perm()&^0o222)
	})
}
