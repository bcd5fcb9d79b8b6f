//go:build !unix

package process

import (
	"os"
	"os/exec"
	"time"
)

// Isolate does nothing: groups of processes are known on unix only.
func Isolate(*exec.Cmd) {}

// KillGroup kills the process alone.
func KillGroup(cmd *exec.Cmd) error { return cmd.Process.Kill() }

// Peak is not known here: it is 0.
func Peak(*os.ProcessState) int64 { return 0 }

// ChildrenPeak is not known here: it is 0.
func ChildrenPeak() int64 { return 0 }

var started = time.Now()

// Spent is the processor time of this process so far. It is not known here: time on the clock
// since the process started is the next best.
func Spent() time.Duration { return time.Since(started) }
