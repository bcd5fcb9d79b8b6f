package admit

import (
	"go/types"
	"slices"
	"strings"
)

// usual are the packages that every exercise may import: those of concurrency, and those
// that compute and do nothing else. No function of them reaches files, the network, other
// processes or the memory of other packages. Package log writes and may end the process,
// which is no pass; people leave it in when they debug.
var usual = [...]string{
	"bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring", "context",
	"crypto/md5", "crypto/sha1", "crypto/sha256", "crypto/sha512", "encoding", "encoding/base64", "encoding/binary",
	"encoding/hex", "encoding/json", "errors", "fmt", "hash", "hash/adler32", "hash/crc32", "hash/crc64",
	"hash/fnv", "hash/maphash", "io", "iter", "log", "maps", "math", "math/big", "math/bits", "math/cmplx",
	"math/rand", "math/rand/v2", "path", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync",
	"sync/atomic", "text/tabwriter", "time", "unicode", "unicode/utf16", "unicode/utf8", "unique",
}

// Usual returns the packages that every exercise may import.
func Usual() []string { return slices.Clone(usual[:]) }

func (p Policy) allows(path string) bool {
	return slices.Contains(usual[:], path) || slices.Contains(p.Imports, path)
}

// ofRuntime is what may be used of package runtime. GOMAXPROCS may be asked, not set.
var ofRuntime = [...]string{"GOARCH", "GOOS", "Error", "Goexit", "Gosched", "KeepAlive", "NumCPU", "NumGoroutine"}

// uncontrolled is what blocks for real, where the scheduler of the explorer does not see
// it: a test that comes to it cannot be explored, and one dead line of it would keep a
// whole exercise from being explored.
var uncontrolled = map[string][]string{
	"fmt": {"Scan", "Scanf", "Scanln"},
	"io":  {"Pipe", "PipeReader", "PipeWriter"},
}

// ofLog is what may be used of package log, which has locks and atomics of its own that
// the explorer does not follow. What only prints is harmless. A writer of the learner's is
// called with such a lock held, and what can be set and asked for again (the flags, the
// prefix, the writer) is a variable that changes between two schedules' steps.
var ofLog = [...]string{
	"Fatal", "Fatalf", "Fatalln", "LUTC", "Ldate", "Llongfile", "Lmicroseconds", "Lmsgprefix", "Lshortfile", "LstdFlags", "Ltime",
	"Panic", "Panicf", "Panicln", "Print", "Printf", "Println", "SetFlags", "SetPrefix",
}

func predeclared(name string) bool { return types.Universe.Lookup(name) != nil }

// built are the ends of the names of files that a Go build takes in.
var built = [...]string{".go", ".s", ".S", ".sx", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90", ".swig", ".swigcxx", ".syso", ".o", ".a"}

// Extra reports whether a file or folder beside the listed files of an exercise, by its
// base name (a folder's ends in a slash), could take part in a build. Notes, backups and
// folders of an editor cannot, and are harmless.
func Extra(name string) bool {
	if folder, is := strings.CutSuffix(name, "/"); is {
		return folder == "vendor"
	}
	if slices.Contains([]string{"go.mod", "go.sum", "go.work", "go.work.sum"}, name) {
		return true
	}
	return slices.ContainsFunc(built[:], func(end string) bool { return strings.HasSuffix(name, end) })
}
