package doctor

import (
	"os"
	"strconv"
	"strings"
)

// memory is what Linux calls available, or less if the container may not have it.
func memory() uint64 {
	text, err := os.ReadFile("/proc/meminfo")
	if err != nil {
		return 0
	}
	available := meminfo(string(text))
	limit, ok := number("/sys/fs/cgroup/memory.max")
	used, usedOK := number("/sys/fs/cgroup/memory.current")
	if ok && usedOK && limit > used {
		return min(available, limit-used)
	}
	return available
}

// meminfo reads "MemAvailable:   23388000 kB" and returns bytes, 0 if it is not there.
func meminfo(text string) uint64 {
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) >= 2 && fields[0] == "MemAvailable:" {
			n, err := strconv.ParseUint(fields[1], 10, 64)
			if err != nil {
				return 0
			}
			return n << 10
		}
	}
	return 0
}

// number reads a file that holds a number; "max" is none.
func number(file string) (uint64, bool) {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
	return n, err == nil
}
