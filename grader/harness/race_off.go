//go:build !race

package harness

// raceErrors is 0: this binary was built without the race detector.
func raceErrors() int { return 0 }
