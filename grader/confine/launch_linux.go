package confine

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// launch restricts this thread and executes the binary from it. Landlock, seccomp and "no
// new privileges" belong to threads: the other threads of the launcher are left as they
// are, and are gone when the binary runs. It returns only if it fails.
func launch(o order) error {
	runtime.LockOSThread() // for ever
	rules, err := newRules(o)
	if err != nil {
		return err
	}
	p, err := newProgram(o.Binary)
	if err != nil {
		return err
	}
	filter, err := newFilter(o.Profile.Self, p.path)
	if err != nil {
		return err
	}
	// Executing a file gives no privileges any more: without that, the last two need some.
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("giving privileges up: %w", err)
	}
	for _, layer := range []struct {
		name  string
		apply func() error
	}{
		{layerLimits, func() error { return limit(o.Profile) }},
		{layerCapabilities, renounce},
		{layerLandlock, rules.apply},
		{layerSeccomp, filter.apply},
	} {
		if slices.Contains(o.Without, layer.name) {
			continue
		}
		if err := layer.apply(); err != nil {
			return err
		}
	}
	return p.execute()
}

// The layers of confinement, each of which stops what no other does.
const (
	layerLimits       = "rlimits"
	layerCapabilities = "capabilities"
	layerLandlock     = "Landlock"
	layerSeccomp      = "seccomp"
)

// renounce gives up what privileges there are. Root has many, in a container too: one of
// them is to read the environment of others.
func renounce() error {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData // this version has them in two parts
	if err := unix.Capset(&header, &none[0]); err != nil {
		return fmt.Errorf("giving capabilities up: %w", err)
	}
	return nil
}

// program is ready to be executed: everything that the call needs is allocated.
type program struct {
	name string
	// path is where the name lies in memory: the filter lets pass this address and no
	// other. The runtime of Go neither moves nor reuses it, and where it is differs from
	// launcher to launcher.
	path      uintptr
	argv, env []*byte
}

func newProgram(name string) (program, error) {
	page, err := unix.Mmap(-1, 0, len(name)+1, unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE|unix.MAP_ANON)
	if err != nil {
		return program{}, fmt.Errorf("making room for a path: %w", err)
	}
	copy(page, name)
	p := program{name: name, path: uintptr(unsafe.Pointer(&page[0]))}
	if p.argv, err = syscall.SlicePtrFromStrings(os.Args); err == nil {
		p.env, err = syscall.SlicePtrFromStrings(environment())
	}
	if err != nil {
		return program{}, fmt.Errorf("preparing the arguments of %s: %w", name, err)
	}
	return p, nil
}

// execute is execve. syscall.Exec would not do: it copies the path to an address that
// nobody knows before.
func (p program) execute() error {
	// A kernel may refuse for a moment while the runtime starts a thread.
	for range 100 {
		_, _, err := syscall.RawSyscall(syscall.SYS_EXECVE, p.path,
			uintptr(unsafe.Pointer(&p.argv[0])), uintptr(unsafe.Pointer(&p.env[0])))
		if err != syscall.EAGAIN {
			return fmt.Errorf("executing %s: %w", p.name, err)
		}
		runtime.Gosched()
	}
	return fmt.Errorf("executing %s: %w", p.name, syscall.EAGAIN)
}
