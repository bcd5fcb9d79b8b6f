//go:build !unix

package drive

import "time"

// processorTime is not known here: the bound of clock time is the one that holds.
func processorTime() time.Duration { return 0 }
