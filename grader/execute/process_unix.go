//go:build unix

package execute

import (
	"os/exec"
	"syscall"
	"time"
)

// isolate gives the process a group of its own, so that it can be killed with
// everything that it started.
func isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	// Pipes that a left-over grandchild holds open must not hold up Wait.
	cmd.WaitDelay = time.Second
}

// killGroup kills the group of a process that was started. A group that is gone
// already is no error.
func killGroup(cmd *exec.Cmd) {
	_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
}
