//go:build unix

// Package usage reads what processes that have ended used, where the system says.
package usage

import (
	"os"
	"runtime"
	"syscall"
)

// Peak is the largest resident set of a process that was waited for, or of any of its
// own children that it waited for, in bytes.
func Peak(p *os.ProcessState) int64 {
	u, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return bytes(u)
}

// ChildrenPeak is the largest resident set of any process that this one waited for,
// their own children included, in bytes.
func ChildrenPeak() int64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_CHILDREN, &u); err != nil {
		return 0 // getrusage does not fail; a figure for the curious in any case
	}
	return bytes(&u)
}

// bytes converts the unit of Maxrss, which is KiB but on Apple's systems.
func bytes(u *syscall.Rusage) int64 {
	if runtime.GOOS == "darwin" {
		return int64(u.Maxrss)
	}
	return int64(u.Maxrss) * 1024
}
