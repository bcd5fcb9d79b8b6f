package confine_test

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/sys/unix"

	"racekit/grader/confine"
)

// doVar says what a process of untrusted code tries.
const doVar = "CONFINE_TEST_DO"

// TestMain is also the launcher, and the process that is confined.
func TestMain(m *testing.M) {
	if err := confine.Serve(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	if does, ok := os.LookupEnv(doVar); ok {
		name, word, _ := strings.Cut(does, " ")
		if err := attempts[name](word); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println("done")
		os.Exit(0)
	}
	goleak.VerifyTestMain(m)
}

// attempts are what code can try, each with a word for it. An error says that it may not.
var attempts = map[string]func(word string) error{
	"nothing": func(string) error { return nil },
	"read":    func(file string) error { _, err := os.ReadFile(file); return err },
	"write":   func(file string) error { return os.WriteFile(file, []byte("x"), 0o600) },
	"chmod":   func(file string) error { return os.Chmod(file, 0o700) },
	"folder": func(dir string) error {
		if err := os.MkdirAll(filepath.Join(dir, "a", "b"), 0o700); err != nil {
			return err
		}
		temp, err := os.MkdirTemp("", "x")
		if err != nil {
			return err
		}
		return os.RemoveAll(temp)
	},
	"zone":    func(name string) error { _, err := time.LoadLocation(name); return err },
	"listen":  func(network string) error { return closed(net.Listen(network, "127.0.0.1:0")) },
	"udp":     func(string) error { return closed(net.ListenPacket("udp", "127.0.0.1:0")) },
	"connect": func(address string) error { return closed(net.Dial("tcp", address)) },
	"pair":    func(string) error { _, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0); return err },
	"unix": func(dir string) error {
		name := filepath.Join(dir, "s")
		l, err := net.Listen("unix", name)
		if err != nil {
			return err
		}
		defer l.Close()
		return closed(net.Dial("unix", name))
	},
	"abstract": func(name string) error { return closed(net.Dial("unix", name)) },
	"execute":  func(file string) error { return exec.Command(file).Run() },
	"user":     func(string) error { return raw(unix.SYS_SETUID, 12345, 0) },
	"become":   func(file string) error { return syscall.Exec(file, []string{file}, nil) },
	"again": func(string) error {
		cmd := exec.Command("/proc/self/exe")
		cmd.Env = []string{doVar + "=nothing"}
		return cmd.Run()
	},
	"fork": func(string) error {
		pid, _, err := syscall.RawSyscall(syscall.SYS_CLONE, uintptr(syscall.SIGCHLD), 0, 0)
		if err != 0 {
			return err
		}
		if pid == 0 {
			syscall.RawSyscall(syscall.SYS_EXIT, 0, 0, 0)
		}
		return nil
	},
	"signal": func(pid string) error { return syscall.Kill(number(pid), 0) },
	"trace":  func(pid string) error { return syscall.PtraceAttach(number(pid)) }, // up to its own end
	"flee":   func(string) error { return syscall.Setpgid(0, syscall.Getpgrp()) },
	"uring":  func(string) error { return raw(unix.SYS_IO_URING_SETUP, 1, 0) },
	"users":  func(string) error { return syscall.Unshare(syscall.CLONE_NEWUSER) },
	"shared": func(string) error {
		_, err := unix.Mmap(-1, 0, 1<<20, unix.PROT_READ, unix.MAP_SHARED|unix.MAP_ANON)
		return err
	},
	"memfile": func(string) error { _, err := unix.MemfdCreate("x", 0); return err },
	"grow": func(mib string) error {
		var all [][]byte
		for range number(mib) {
			page := make([]byte, 1<<20)
			for i := 0; i < len(page); i += os.Getpagesize() {
				page[i] = 1
			}
			all = append(all, page)
		}
		_ = all
		return nil
	},
	"fill": func(file string) error {
		f, err := os.Create(file)
		if err != nil {
			return err
		}
		defer f.Close()
		mib := make([]byte, 1<<20)
		for range 65 {
			if _, err := f.Write(mib); err != nil {
				return err
			}
		}
		return nil
	},
	"open": func(files string) error {
		for range number(files) {
			if _, err := syscall.Open("/dev/null", syscall.O_RDONLY, 0); err != nil {
				return err
			}
		}
		return nil
	},
	"spin": func(string) error {
		for {
			spun++
		}
	},
	"environment": func(string) error { return fmt.Errorf("%s %q", os.Args, os.Environ()) },
}

var spun int

// closed closes what was opened.
func closed[C interface{ Close() error }](c C, err error) error {
	if err == nil {
		err = c.Close()
	}
	return err
}

func number(word string) int {
	n, err := strconv.Atoi(word)
	if err != nil {
		panic(err)
	}
	return n
}

func raw(call, a, b uintptr) error {
	_, _, err := syscall.RawSyscall(call, a, b, 0)
	if err == syscall.EFAULT || err == 0 {
		return nil // it got past the filter
	}
	return err
}
