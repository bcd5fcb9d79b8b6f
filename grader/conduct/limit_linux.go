package conduct

import "syscall"

// maxData bounds the memory of the process from outside of the Go runtime, in bytes:
// the harness looks at what the runtime holds every few milliseconds, and what the race
// detector needs for it is several times that.
const maxData = 6 << 30

// limit sets the bound, unless there is a lower one already: only root may raise it.
// RLIMIT_DATA and not RLIMIT_AS, because a race binary reserves far more addresses
// than it uses.
func limit() error {
	var bound syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_DATA, &bound); err != nil {
		return err
	}
	bound.Cur, bound.Max = min(bound.Cur, maxData), min(bound.Max, maxData)
	return syscall.Setrlimit(syscall.RLIMIT_DATA, &bound)
}
