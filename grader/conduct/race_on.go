//go:build race

package conduct

// race: this binary was built with the race detector.
const race = true
