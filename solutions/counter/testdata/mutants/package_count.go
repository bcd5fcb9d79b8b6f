// The count is a package variable, so all counters are one.
//
//	verdicts = ["wrong result"]
//	means = "native"
package counter

import "sync/atomic"

var count atomic.Int64 // mutant: one count for all counters

// Counter counts events.
type Counter struct{}

// Inc adds one.
func (*Counter) Inc() {
	count.Add(1) // mutant: counts for every counter
}

// Value returns the count.
func (*Counter) Value() int {
	return int(count.Load())
}
