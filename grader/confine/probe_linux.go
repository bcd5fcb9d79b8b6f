package confine

import (
	"fmt"
	"net"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	llsys "github.com/landlock-lsm/go-landlock/landlock/syscall"
)

// Probe says how far this machine can confine a process: the tier, what it rests on, and
// what is missing for the next one. It asks the kernel and changes nothing. Nothing is
// remembered: what it says can change when the caller moves this process.
func Probe() (Tier, string) {
	if _, err := arch.GetInfo(""); err != nil {
		return T0, "there is no seccomp filter for this architecture"
	}
	abi, err := llsys.LandlockGetABIVersion()
	if err != nil || abi < 1 {
		return T0, "the kernel has no Landlock, or does not let this process use it (Linux 5.13 or later has it, " +
			"if the boot option lsm= does not leave it out; a container's own seccomp profile may forbid it)"
	}
	if !seccomp.Supported() {
		return T0, "the kernel has no seccomp filters, or does not let this process use them"
	}
	base := fmt.Sprintf("Landlock ABI %d and seccomp", abi)
	if missing := outer(); missing != "" {
		return T1, base + "; no T2: " + missing
	}
	return T2, base + ", inside of a cgroup with bounds and without a network"
}

// outer says what the surroundings of this process lack for T2, "" if nothing.
func outer() string {
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return "the cgroup of this process is not known"
	}
	for _, bound := range []struct{ controller, unified, alone string }{
		{"memory", "memory.max", "memory.limit_in_bytes"},
		{"pids", "pids.max", "pids.max"},
	} {
		group, ok := groupOf(string(text), "")
		if ok && (bounded("/sys/fs/cgroup", group, bound.unified) || bounded("/sys/fs/cgroup/unified", group, bound.unified)) {
			continue
		}
		if group, ok = groupOf(string(text), bound.controller); ok && bounded("/sys/fs/cgroup/"+bound.controller, group, bound.alone) {
			continue
		}
		return "no cgroup sets " + bound.unified
	}
	return online()
}

// groupOf is the cgroup of a controller in a /proc/self/cgroup: of version 1, where each may
// have a hierarchy of its own, or of the unified one, without a name, of version 2.
func groupOf(text, controller string) (string, bool) {
	for line := range strings.Lines(text) {
		_, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		if names, group, ok := strings.Cut(rest, ":"); ok && slices.Contains(strings.Split(names, ","), controller) {
			return group, true
		}
	}
	return "", false
}

// unbounded is what version 1 says where there is no bound, or more: whole pages in an int64.
const unbounded = 1 << 62

// bounded reports whether a cgroup, or one above it, sets a bound.
func bounded(root, group, name string) bool {
	for at := path.Clean("/" + group); ; at = path.Dir(at) {
		text, err := os.ReadFile(path.Join(root, at, name))
		if n, wrong := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64); err == nil && wrong == nil && n < unbounded {
			return true
		}
		if at == "/" {
			return false
		}
	}
}

// online names an interface of the network that is up, and not the loopback; "" if there
// is none.
func online() string {
	all, err := net.Interfaces()
	if err != nil {
		return "the interfaces of the network are not known"
	}
	for _, i := range all {
		if i.Flags&net.FlagLoopback == 0 && i.Flags&net.FlagUp != 0 {
			return "there is a network (" + i.Name + ")"
		}
	}
	return ""
}
