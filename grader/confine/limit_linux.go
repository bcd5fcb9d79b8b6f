package confine

import (
	"fmt"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	// maxFile bounds each file that is written, in bytes: a log of races is far smaller.
	maxFile = 64 << 20
	// maxToolFile is that of a tool: of what a linker writes, say.
	maxToolFile = 1 << 30
	// maxOpen bounds the descriptors that are open at one time.
	maxOpen = 1024
	// afterCPU is for how many seconds a process goes on that was told by a signal that its
	// processor time is over, which the runtime of Go passes over; then it is killed.
	afterCPU = 1
)

// bounds says whether this system can bound tools.
const bounds = true

// launchTool bounds this process and executes the tool in its place. It returns only if it
// fails.
func launchTool(o order) error {
	err := setAll([]rlimit{
		{unix.RLIMIT_CORE, 0, 0},
		{unix.RLIMIT_FSIZE, maxToolFile, maxToolFile},
		{unix.RLIMIT_DATA, o.Profile.DataBytes, o.Profile.DataBytes},
		{unix.RLIMIT_CPU, seconds(o.Profile.CPU), seconds(o.Profile.CPU)},
	})
	if err != nil {
		return err
	}
	return fmt.Errorf("executing %s: %w", o.Binary, syscall.Exec(o.Binary, os.Args, environment()))
}

// rlimit is a limit to set: the soft and the hard one. 0 leaves it as it is.
type rlimit struct {
	what      int
	soft, max uint64
}

// limit sets the rlimits of this process.
func limit(p Profile) error {
	return setAll([]rlimit{
		{unix.RLIMIT_CORE, 0, 0},
		{unix.RLIMIT_FSIZE, maxFile, maxFile},
		{unix.RLIMIT_NOFILE, maxOpen, maxOpen},
		{unix.RLIMIT_DATA, p.DataBytes, p.DataBytes},
		{unix.RLIMIT_CPU, seconds(p.CPU), seconds(p.CPU) + afterCPU},
	})
}

func setAll(limits []rlimit) error {
	for _, b := range limits {
		if b.soft == 0 && b.what != unix.RLIMIT_CORE {
			continue
		}
		if err := lower(b.what, b.soft, b.max); err != nil {
			return fmt.Errorf("setting limit %d: %w", b.what, err)
		}
	}
	return nil
}

// seconds rounds up.
func seconds(d time.Duration) uint64 { return uint64((d + time.Second - 1) / time.Second) }

// lower sets a limit, unless there is a lower one already: only root may raise it.
func lower(what int, soft, most uint64) error {
	var bound unix.Rlimit
	if err := unix.Getrlimit(what, &bound); err != nil {
		return err
	}
	bound.Cur, bound.Max = min(bound.Cur, soft), min(bound.Max, most)
	return unix.Setrlimit(what, &bound)
}
