//go:build !unix

package execute

import "os/exec"

// isolate does nothing: groups of processes are known on unix only.
func isolate(*exec.Cmd) {}

// killGroup kills the process alone.
func killGroup(cmd *exec.Cmd) { _ = cmd.Process.Kill() }
