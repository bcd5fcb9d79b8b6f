//go:build unix

package execute

import (
	"os"
	"os/exec"
	"runtime"
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

// peak is the largest resident set of a process that was waited for, in bytes.
func peak(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss
	}
	return usage.Maxrss * 1024
}
