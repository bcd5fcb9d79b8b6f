//go:build !race

package conduct

// race: this binary was built without the race detector.
const race = false
