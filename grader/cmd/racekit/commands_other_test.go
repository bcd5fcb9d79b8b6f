//go:build unix && !linux

package main

import (
	"fmt"

	"github.com/rogpeppe/go-internal/testscript"
)

// terminal needs Linux: scripts ask for [linux] first.
func terminal(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("terminal: only on Linux")
}

// condition knows [mount], which holds nowhere but on Linux.
func condition(name string) (bool, error) {
	if name != "mount" {
		return false, fmt.Errorf("there is no condition %q", name)
	}
	return false, nil
}

// small needs [mount].
func small(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Fatalf("small: only where this process may mount file systems")
}

// readonly is "readonly DIR": nobody can write to the tree any more, but for root.
func readonly(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: readonly DIR")
	}
	ts.Check(withoutWriting(ts.MkAbs(args[0])))
}
