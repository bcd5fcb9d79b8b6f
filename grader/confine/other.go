//go:build !linux

package confine

import (
	"errors"
	"runtime"
)

// Probe says how far this machine can confine a process, and why no further: here, T0.
func Probe() (Tier, string) {
	return T0, "confining a process any further needs Linux, and this is " + runtime.GOOS
}

// launch is not known here.
func launch(order) error { return errors.New("it needs Linux") }

// bounds says whether this system can bound tools.
const bounds = false

// launchTool is not known here.
func launchTool(order) error { return errors.New("it needs Linux") }
