//go:build race

package harness

import "runtime"

// raceErrors is how many data races were reported in this process so far.
func raceErrors() int { return runtime.RaceErrors() }
