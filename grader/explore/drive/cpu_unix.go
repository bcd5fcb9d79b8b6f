//go:build unix

package drive

import (
	"syscall"
	"time"
)

// processorTime is the user and system time of this process so far.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0 // getrusage of oneself does not fail; the clock is still a bound
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
