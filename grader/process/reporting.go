package process

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
)

// SecretVar is the variable that names the descriptor of the secret to the process.
const SecretVar = "RACEKIT_SECRET"

// StartReporting starts cmd in a group of its own, with a pipe as its descriptor 3 to
// report through, with a pipe that holds the secret as descriptor 4, and with a standard input that ends when this process does, however it
// ends: a process that watches it ends too. It returns the other end of the pipe; release
// closes that, and lets go of the standard input.
func StartReporting(cmd *exec.Cmd, secret string) (reports *os.File, release func(), err error) {
	reports, out, err := os.Pipe()
	if err != nil {
		return nil, nil, fmt.Errorf("making a pipe: %w", err)
	}
	line, held, err := os.Pipe()
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("making a pipe: %w", err), reports.Close(), out.Close())
	}
	told, err := filled(secret)
	if err != nil {
		return nil, nil, errors.Join(err, reports.Close(), out.Close(), line.Close(), held.Close())
	}
	release = func() {
		held.Close()
		reports.Close()
	}
	cmd.Env = append(cmd.Env, SecretVar+"=4")
	cmd.Stdin, cmd.ExtraFiles = line, []*os.File{out, told}
	Isolate(cmd)
	err = cmd.Start()
	out.Close()
	told.Close()
	line.Close()
	if err != nil {
		release()
		return nil, nil, err
	}
	return reports, release, nil
}

// filled is the end to read of a pipe that holds text, which must be shorter than any pipe.
func filled(text string) (*os.File, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, fmt.Errorf("making a pipe: %w", err)
	}
	_, err = w.WriteString(text)
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, errors.Join(fmt.Errorf("writing a secret: %w", err), r.Close())
	}
	return r, nil
}

// WatchedEnvironment is all that a process of untrusted code under the race detector is
// told, beside more. The settings of the detector: do not sleep for a second at exit;
// report every race, also one whose stacks or address were reported before, since a verdict
// is the change in their number; remember as much of the past as there is, for a race whose
// first access is forgotten is not reported at all.
func WatchedEnvironment(raceLog string, more ...string) []string {
	return append(more,
		// The quotes are for a folder with a space in its name.
		"GORACE=atexit_sleep_ms=0 suppress_equal_stacks=0 suppress_equal_addresses=0 history_size=7 log_path=\""+raceLog+"\"",
		"GOTRACEBACK=all",
		"PATH="+os.Getenv("PATH"),
		"TMPDIR="+filepath.Dir(raceLog),
	)
}

// Head keeps the first Most bytes that are written to it and takes the rest without
// keeping it. It may be written to while it is read.
type Head struct {
	Most int

	mu   sync.Mutex
	kept []byte
}

// Write implements io.Writer.
func (h *Head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room := h.Most - len(h.kept); room > 0 {
		h.kept = append(h.kept, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// String is what was kept.
func (h *Head) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return string(h.kept)
}
