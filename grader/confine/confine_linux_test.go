package confine_test

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racekit/grader/confine"
)

// confiner is that of this machine. Without T1 there is nothing to test.
func confiner(t testing.TB) confine.Confiner {
	t.Helper()
	c, why, err := confine.New()
	require.NoError(t, err)
	if c.Tier < confine.T1 {
		t.Skip("this machine gives T0 only: " + why)
	}
	return c
}

// said is what a process printed, and how it ended.
type said struct{ out, err, status string }

func (s said) String() string { return s.out + s.err + s.status }

// try lets this test binary, confined by c, try something in the folder of p.
func try(t *testing.T, c confine.Confiner, p confine.Profile, does string) said {
	t.Helper()
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self)
	cmd.Dir = p.Writable
	cmd.Env = []string{doVar + "=" + does, "TMPDIR=" + p.Writable}
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	launch, err := c.Wrap(cmd, p)
	require.NoError(t, err)
	_ = cmd.Run() // the state says how it ended
	require.NotNil(t, cmd.ProcessState, "it did not start")
	require.NoError(t, launch.Failure(stderr.String()))
	return said{out.String(), stderr.String(), cmd.ProcessState.String()}
}

// outside is a folder that nobody was given, with a file in it.
func outside(t *testing.T) (dir, file string) {
	dir = t.TempDir()
	file = filepath.Join(dir, "file")
	require.NoError(t, os.WriteFile(file, []byte("secret"), 0o600))
	return dir, file
}

// Everything is tried three times: unconfined, to show that the attempt works; confined;
// and as a process that may have children.
func TestWrap(t *testing.T) {
	c := confiner(t)
	away, secret := outside(t)
	server, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer server.Close()
	abstract := fmt.Sprintf("@racekit-confine-%d", os.Getpid())
	hidden, err := net.Listen("unix", abstract)
	require.NoError(t, err)
	defer hidden.Close()
	parent := fmt.Sprint(os.Getpid())
	victim := exec.Command("sleep", "1000")
	require.NoError(t, victim.Start())
	defer func() { _ = victim.Process.Kill(); _ = victim.Wait() }()
	other := fmt.Sprint(victim.Process.Pid)

	const works, no, perm = "done", "permission denied", "operation not permitted"
	const exhausted = "out of memory|failed to allocate" // the runtime says it, or the race detector
	for _, tt := range []struct{ name, does, free, alone, self string }{
		{"nothing", "nothing", works, works, works},
		{"read /etc/passwd", "read /etc/passwd", works, no, no},
		{"read a file of the user", "read " + secret, works, no, no},
		{"read what the runtime needs", "read /sys/kernel/mm/transparent_hugepage/hpage_pmd_size", works, works, works},
		{"read its own maps", "read /proc/self/maps", works, works, works},
		{"read the environment of the parent", "read /proc/" + parent + "/environ", works, no, no},
		{"read the command line of the parent", "read /proc/" + parent + "/cmdline", works, no, works},
		{"load a time zone", "zone Europe/Berlin", works, works, works},
		{"write elsewhere", "write " + filepath.Join(away, "new"), works, no, no},
		{"write over a file", "write " + secret, works, no, no},
		{"write to its folder", "write in", works, works, works},
		{"folders and temporary folders", "folder .", works, works, works},
		{"change the mode of a file elsewhere", "chmod " + secret, works, perm, perm},
		{"TCP server", "listen tcp4", works, perm, perm},
		{"UDP", "udp", works, perm, perm},
		{"TCP client", "connect " + server.Addr().String(), works, perm, perm},
		{"pair of sockets", "pair", works, perm, works},
		{"unix socket of its own", "unix .", works, perm, works},
		{"abstract unix socket of others", "abstract " + abstract, works, perm, perm},
		{"execute /bin/true", "execute /bin/true", works, perm, no},
		{"become /bin/true", "become /bin/true", "", perm, no},
		{"execute itself", "again", works, perm, works},
		{"fork", "fork", works, perm, works},
		{"signal the parent", "signal " + parent, works, perm, perm},
		{"trace another", "trace " + other, works, perm, perm},
		{"leave its group", "flee", works, perm, perm},
		{"io_uring", "uring", "", perm, perm},
		{"namespace of users", "users", "", perm, perm},
		{"memory that no limit counts", "shared", works, perm, perm},
		{"file in memory", "memfile", works, perm, perm},
		{"memory", "grow 1500", works, exhausted, exhausted},
		{"large file", "fill large", works, "file too large", "file too large"},
		{"many files", "open 1100", works, "too many open files", "too many open files"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := confine.Profile{Writable: t.TempDir(), DataBytes: 1 << 30}
			if tt.free != "" {
				assert.Regexp(t, tt.free, try(t, confine.Confiner{}, p, tt.does).String(), "unconfined")
			}
			assert.Regexp(t, tt.alone, try(t, c, p, tt.does).String(), "confined")
			p.Self = true
			assert.Regexp(t, tt.self, try(t, c, p, tt.does).String(), "confined, with children")
		})
	}
}

func TestWrap_ProcessorTime(t *testing.T) {
	s := try(t, confiner(t), confine.Profile{Writable: t.TempDir(), CPU: time.Second}, "spin")
	assert.Equal(t, "signal: killed", s.status)
}

func TestWrap_MayRead(t *testing.T) {
	c := confiner(t)
	dir, file := outside(t)
	c.Read = []string{dir, "/no/such/file"}
	p := confine.Profile{Writable: t.TempDir()}
	assert.Contains(t, try(t, c, p, "read "+file).out, "done")
	assert.Contains(t, try(t, c, p, "write "+file).out, "permission denied")
}

// The binary is told what it would be told without a launcher, and no more.
func TestWrap_LeavesNoTrace(t *testing.T) {
	p := confine.Profile{Writable: t.TempDir()}
	assert.Equal(t, try(t, confine.Confiner{}, p, "environment"), try(t, confiner(t), p, "environment"))
}

func TestWrap_T0IsAsItWas(t *testing.T) {
	cmd := exec.Command("/bin/true")
	launch, err := confine.Confiner{}.Wrap(cmd, confine.Profile{})
	require.NoError(t, err)
	assert.Equal(t, "/bin/true", cmd.Path)
	assert.Nil(t, cmd.Env)
	assert.NoError(t, launch.Failure("anything"))
}

func TestWrap_RelativePaths(t *testing.T) {
	_, err := confine.Confiner{Tier: confine.T1}.Wrap(exec.Command("/bin/true"), confine.Profile{Writable: "here"})
	assert.EqualError(t, err, `confining a process: the path "here" is not absolute`)
}

func TestLaunch_Failure(t *testing.T) {
	c := confiner(t)
	for _, tt := range []struct {
		name, binary string
		p            confine.Profile
		want         string
	}{
		{"no binary", "/no/such/binary", confine.Profile{Writable: t.TempDir()}, "no such file"},
		{"no folder", "/bin/true", confine.Profile{Writable: "/no/such/folder"}, "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cmd := exec.Command(tt.binary)
			cmd.Err = nil
			var stderr strings.Builder
			cmd.Stderr = &stderr
			launch, err := c.Wrap(cmd, tt.p)
			require.NoError(t, err)
			assert.EqualError(t, cmd.Run(), "exit status 3")
			assert.ErrorContains(t, launch.Failure(stderr.String()), tt.want)
			assert.NoError(t, launch.Failure("confining a process: executing it"), "the binary cannot say this")
		})
	}
}

const racy = `package main

func main() {
	n, done := 0, make(chan struct{})
	go func() { n++; close(done) }()
	n++
	<-done
}
`

// build compiles a program into a folder.
func build(t testing.TB, text string, flags ...string) string {
	t.Helper()
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "main.go"), []byte(text), 0o644))
	cmd := exec.Command("go", append(append([]string{"build"}, flags...), "-o", "program", "main.go")...)
	cmd.Dir = dir
	cmd.Env = os.Environ()
	if strings.HasPrefix(runtime.Version(), "go1.26") {
		// As everywhere in the kit, so that the standard library is there already.
		cmd.Env = append(cmd.Env, "GOEXPERIMENT=goroutineleakprofile")
	}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	return filepath.Join(dir, "program")
}

func TestWrap_RaceDetectorReports(t *testing.T) {
	c := confiner(t)
	cmd := exec.Command(build(t, racy, "-race"))
	dir := t.TempDir()
	cmd.Env = []string{"GORACE=atexit_sleep_ms=0 log_path=" + filepath.Join(dir, "race")}
	_, err := c.Wrap(cmd, confine.Profile{Writable: dir, DataBytes: confine.Data})
	require.NoError(t, err)
	out, err := cmd.CombinedOutput()
	assert.EqualError(t, err, "exit status 66", string(out))
	logs, err := filepath.Glob(filepath.Join(dir, "race.*"))
	require.NoError(t, err)
	require.Len(t, logs, 1)
	text, err := os.ReadFile(logs[0])
	require.NoError(t, err)
	assert.Contains(t, string(text), "WARNING: DATA RACE")
}

// TestWrap_Costs holds what the launcher adds to an execution far below what an
// execution takes. A busy machine gets more time than the few milliseconds that it is.
func TestWrap_Costs(t *testing.T) {
	c := confiner(t)
	binary, dir := build(t, "package main\n\nfunc main() {}\n"), t.TempDir()
	median := func(c confine.Confiner) time.Duration {
		var took []time.Duration
		for range 50 {
			cmd := exec.Command(binary)
			_, err := c.Wrap(cmd, confine.Profile{Writable: dir, DataBytes: confine.Data})
			require.NoError(t, err)
			began := time.Now()
			require.NoError(t, cmd.Run())
			took = append(took, time.Since(began))
		}
		slices.Sort(took)
		return took[len(took)/2]
	}
	free, confined := median(confine.Confiner{}), median(c)
	t.Logf("unconfined %v, confined %v", free, confined)
	assert.Less(t, confined-free, 100*time.Millisecond)
}
