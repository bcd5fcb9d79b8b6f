package confine

import (
	"debug/elf"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/landlock-lsm/go-landlock/landlock"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
	"golang.org/x/sys/unix"
)

const (
	readFile = landlock.AccessFSSet(llsys.AccessFSReadFile)
	readDir  = readFile | llsys.AccessFSReadDir
	execute  = readFile | llsys.AccessFSExecute
	// change is what may be done in the folder that may be written to, besides reading:
	// neither devices nor programs are made there.
	change = landlock.AccessFSSet(llsys.AccessFSWriteFile | llsys.AccessFSTruncate | llsys.AccessFSRemoveDir | llsys.AccessFSRemoveFile |
		llsys.AccessFSMakeDir | llsys.AccessFSMakeReg | llsys.AccessFSMakeFifo | llsys.AccessFSMakeSym)
)

// needed is what the runtime of Go, the C library and the race detector read.
func needed() []string {
	return []string{
		"/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache",
		"/sys/kernel/mm/transparent_hugepage", "/sys/devices/system/cpu",
		"/dev/urandom", "/usr/share/zoneinfo", "/etc/localtime",
	}
}

// rules are a set of Landlock's that is not in force yet.
type rules struct {
	set   int
	flags uint32
}

// newRules makes the rules for files. As far as the kernel knows Landlock, they also
// forbid TCP, signals to processes outside, and abstract unix sockets of others.
func newRules(o order) (rules, error) {
	p := o.Profile
	folder := readDir | change
	proc := "/proc/" + strconv.Itoa(os.Getpid()) // the number stays the same
	if p.Self {
		folder |= llsys.AccessFSMakeSock
		proc = "/proc" // children have other numbers
	}
	all := []landlock.Rule{
		landlock.PathAccess(folder, p.Writable),
		landlock.PathAccess(execute, o.Binary),
		landlock.PathAccess(readFile|llsys.AccessFSWriteFile, "/dev/null"),
	}
	loader, err := interpreter(o.Binary)
	if err != nil {
		return rules{}, err
	}
	mayRead := slices.Concat(needed(), []string{proc}, o.Read)
	if loader != "" {
		all = append(all, landlock.PathAccess(execute, loader))
		// The C library lies beside it, on systems that keep it somewhere of their own too.
		// What the binary itself says about folders of libraries is its author's word.
		mayRead = append(mayRead, filepath.Dir(loader))
	}
	for _, path := range mayRead {
		info, err := os.Stat(path)
		switch {
		case errors.Is(err, os.ErrNotExist):
		case err != nil:
			return rules{}, fmt.Errorf("looking at what may be read: %w", err)
		case info.IsDir():
			all = append(all, landlock.PathAccess(readDir, path))
		default:
			all = append(all, landlock.PathAccess(readFile, path))
		}
	}
	set, flags, err := landlock.V11.BestEffort().NewRulesetFD(all...)
	if err == nil && set < 0 {
		err = errors.New("the kernel has no Landlock")
	}
	if err != nil {
		return rules{}, fmt.Errorf("making rules for files: %w", err)
	}
	return rules{set, flags}, nil
}

// apply puts the rules in force for this thread.
func (r rules) apply() error {
	if err := llsys.LandlockRestrictSelf(r.set, r.flags); err != nil {
		return fmt.Errorf("applying the rules for files: %w", err)
	}
	return unix.Close(r.set)
}

// interpreter is the dynamic loader that a binary asks for, "" if it asks for none.
func interpreter(binary string) (string, error) {
	f, err := elf.Open(binary)
	if err != nil {
		return "", fmt.Errorf("reading the binary: %w", err)
	}
	defer f.Close()
	for _, part := range f.Progs {
		if part.Type == elf.PT_INTERP {
			text, err := io.ReadAll(io.LimitReader(part.Open(), unix.PathMax))
			if err != nil {
				return "", fmt.Errorf("reading the binary %s: %w", binary, err)
			}
			return strings.TrimRight(string(text), "\x00"), nil
		}
	}
	return "", nil
}
