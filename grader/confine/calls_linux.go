package confine

import (
	"fmt"
	"os"
	"unsafe"

	seccomp "github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// A call that is denied fails with EPERM, and the process goes on: libraries that only
// try whether something works need not be known here. The calls that the runtime of Go
// needs change from release to release, so that all that is not named is allowed.
const denied = seccomp.ActionErrno | seccomp.Action(unix.EPERM)

// unknown is for calls that the C library can do without, if it believes that the kernel
// does not know them.
const unknown = seccomp.ActionErrno | seccomp.Action(unix.ENOSYS)

// always names what no process may call. A kernel of another architecture may not have all of them.
func always() []string {
	return []string{
		// Other processes: their memory, their descriptors, their priority and their place.
		"ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "process_mrelease", "pidfd_getfd", "kcmp",
		"setpriority", "ioprio_set", "sched_setscheduler", "sched_setparam", "sched_setattr", "sched_setaffinity",
		"migrate_pages", "move_pages", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
		// The group by which it is killed stays its own.
		"setpgid", "setsid",
		// Ways into the kernel that go round the filter, or that have been holes often.
		"io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open", "userfaultfd",
		"keyctl", "add_key", "request_key", "personality", "modify_ldt", "lookup_dcookie", "syslog", "vm86", "vm86old",
		// Namespaces, file systems, the machine.
		"unshare", "setns", "mount", "umount", "umount2", "pivot_root", "chroot", "fsopen", "fsconfig", "fsmount", "fspick",
		"move_mount", "open_tree", "open_tree_attr", "mount_setattr", "name_to_handle_at", "open_by_handle_at", "quotactl", "quotactl_fd",
		"fanotify_init", "swapon", "swapoff", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load",
		"reboot", "acct", "sethostname", "setdomainname", "settimeofday", "clock_settime", "adjtimex", "clock_adjtime",
		"iopl", "ioperm", "nfsservctl", "uselib", "vhangup",
		// What Landlock leaves open on files that may not be written to.
		"chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "lchown", "fchown", "fchownat", "utime", "utimes", "utimensat", "futimesat",
		"setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr", "fremovexattr", "removexattrat",
		"file_setattr", "truncate", "mknod",
		// Memory that no limit counts, and what outlives the process.
		"memfd_create", "memfd_secret", "shmget", "shmat", "semget", "msgget", "mq_open",
		// A path to execute that the filter cannot compare.
		"execveat",
	}
}

// alone names what a process without children may not call besides.
func alone() []string {
	return []string{
		"fork", "vfork",
		"socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg",
		"pidfd_send_signal",
	}
}

const (
	// mapShared and mapAnonymous together ask for memory that RLIMIT_DATA does not count.
	mapShared, mapAnonymous = unix.MAP_SHARED, unix.MAP_ANONYMOUS
	// namespaces are the flags of clone that make a namespace.
	namespaces = unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWUTS | unix.CLONE_NEWIPC |
		unix.CLONE_NEWUSER | unix.CLONE_NEWPID | unix.CLONE_NEWNET | unix.CLONE_PTRACE
)

// conditional are calls that are denied for some values of their arguments. path is the
// address of the only path that may be executed.
func conditional(self bool, path uintptr) []seccomp.NameWithConditions {
	var calls []seccomp.NameWithConditions
	deny := func(name string, all ...seccomp.Condition) {
		calls = append(calls, seccomp.NameWithConditions{Name: name, Conditions: all})
	}
	when := func(argument uint32, is seccomp.Operation, value uint64) seccomp.Condition {
		return seccomp.Condition{Argument: argument, Operation: is, Value: value}
	}
	deny("mmap", when(3, seccomp.BitsSet, mapShared), when(3, seccomp.BitsSet, mapAnonymous))
	deny("prlimit64", when(0, seccomp.NotEqual, 0))
	if self {
		deny("clone", when(0, seccomp.BitsSet, namespaces))
		deny("socket", when(0, seccomp.NotEqual, unix.AF_UNIX))
		deny("socketpair", when(0, seccomp.NotEqual, unix.AF_UNIX))
		return calls // what may be executed is Landlock's to say
	}
	own := uint64(os.Getpid()) // it stays the same
	deny("kill", when(0, seccomp.NotEqual, own))
	deny("tgkill", when(0, seccomp.NotEqual, own))
	deny("clone", when(0, seccomp.BitsNotSet, unix.CLONE_THREAD))
	deny("execve", when(0, seccomp.NotEqual, uint64(path)))
	return calls
}

// filter is a seccomp filter that is not in force yet.
type filter []unix.SockFilter

// newFilter makes the filter of calls.
func newFilter(self bool, path uintptr) (filter, error) {
	info, err := arch.GetInfo("")
	if err != nil {
		return nil, fmt.Errorf("making a filter of calls: %w", err)
	}
	names := always()
	if !self {
		names = append(names, alone()...)
	}
	group := seccomp.SyscallGroup{Action: denied}
	for _, name := range names {
		if _, known := info.SyscallNames[name]; known {
			group.Names = append(group.Names, name)
		}
	}
	for _, c := range conditional(self, path) {
		if _, known := info.SyscallNames[c.Name]; known {
			group.NamesWithCondtions = append(group.NamesWithCondtions, c)
		}
	}
	policy := seccomp.Policy{
		DefaultAction: seccomp.ActionAllow,
		// The flags of clone3 lie in memory, where no filter can see them.
		Syscalls: []seccomp.SyscallGroup{group, {Names: []string{"clone3"}, Action: unknown}},
	}
	body, err := policy.Assemble()
	if err != nil {
		return nil, fmt.Errorf("making a filter of calls: %w", err)
	}
	raw, err := bpf.Assemble(append(onlyOf(info), body...))
	if err != nil {
		return nil, fmt.Errorf("making a filter of calls: %w", err)
	}
	f := make(filter, len(raw))
	for i, r := range raw {
		f[i] = unix.SockFilter{Code: r.Op, Jt: r.Jt, Jf: r.Jf, K: r.K}
	}
	return f, nil
}

// onlyOf denies every call of another architecture than that of this program: a policy
// would allow it, as its default is, and a kernel for amd64 knows those of i386 as well.
func onlyOf(info *arch.Info) []bpf.Instruction {
	const offset = 4 // of the architecture in struct seccomp_data
	return []bpf.Instruction{
		bpf.LoadAbsolute{Off: offset, Size: 4},
		bpf.JumpIf{Cond: bpf.JumpEqual, Val: uint32(info.ID), SkipTrue: 1},
		bpf.RetConstant{Val: uint32(denied)},
	}
}

// apply puts the filter in force for this thread.
func (f filter) apply() error {
	program := unix.SockFprog{Len: uint16(len(f)), Filter: &f[0]}
	_, _, err := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0, uintptr(unsafe.Pointer(&program)))
	if err != 0 {
		return fmt.Errorf("applying the filter of calls: %w", err)
	}
	return nil
}
