//go:build unix

package process

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// Isolate gives the process that cmd is going to start a group of its own, and makes
// Wait return although a process that it left behind holds its pipes open.
func Isolate(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.WaitDelay = time.Second
}

// KillGroup kills the group of a process that Isolate prepared and that was started. A
// group that is gone already is no error.
func KillGroup(cmd *exec.Cmd) error {
	err := syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	if err == syscall.ESRCH {
		return os.ErrProcessDone
	}
	return err
}

// Peak is the largest resident set of a process that was waited for, or of any of its
// own children that it waited for, in bytes.
func Peak(p *os.ProcessState) int64 {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return inBytes(u)
}

// ChildrenPeak is the largest resident set of any process that this one waited for,
// their own children included, in bytes.
func ChildrenPeak() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u); err != nil {
		return 0 // getrusage does not fail; a figure for the curious in any case
	}
	return inBytes(&u)
}

// Spent is the processor time of this process so far, user and system.
func Spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // getrusage of oneself does not fail
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// inBytes converts the unit of Maxrss, which is KiB but on Apple's systems.
func inBytes(u *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) * 1024
}
