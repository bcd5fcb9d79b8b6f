package harness

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// children are the processes that this one has started and not waited for.
func children() []int {
	lists, _ := filepath.Glob("/proc/self/task/*/children")
	if len(lists) == 0 {
		return searchChildren() // a kernel without CONFIG_PROC_CHILDREN
	}
	var pids []int
	for _, name := range lists {
		text, _ := os.ReadFile(name) // a thread that has ended since has none
		for _, field := range bytes.Fields(text) {
			if pid, err := strconv.Atoi(string(field)); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

// searchChildren asks all processes of the system who their parent is.
func searchChildren() []int {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var pids []int
	for _, name := range stats {
		if state, parent := stat(name); state != 0 && parent == os.Getpid() {
			if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(name))); err == nil {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

// stat reads the state and the parent from a file of /proc. A process that is gone by now
// has the state 0.
func stat(name string) (state byte, parent int) {
	text, err := os.ReadFile(name)
	if err != nil {
		return 0, 0
	}
	// The name of the program, in brackets, may hold anything.
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	if len(fields) < 2 || len(fields[0]) != 1 {
		return 0, 0
	}
	parent, _ = strconv.Atoi(string(fields[1]))
	return fields[0][0], parent
}

// isZombie reports whether a child has ended.
func isZombie(pid int) bool {
	state, _ := stat(fmt.Sprintf("/proc/%d/stat", pid))
	return state == 'Z' || state == 'X' || state == 0
}

// asleep reports whether every thread of a process waits for something, or has ended.
func asleep(pid int) bool {
	threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", pid))
	for _, name := range threads {
		if state, _ := stat(name); state != 'S' && state != 'Z' && state != 'X' && state != 0 {
			return false
		}
	}
	return true
}

// reap ends a child and waits for it. If others did, so much the better.
func reap(pid int) {
	_ = syscall.Kill(pid, syscall.SIGKILL)
	_, _ = syscall.Wait4(pid, nil, 0, nil)
}
