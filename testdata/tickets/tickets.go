// Package tickets is what README.md explores: it has no data race, and it is wrong.
package tickets

import "sync/atomic"

// Office sells tickets.
type Office struct{ left atomic.Int32 }

// Sell sells a ticket, if there is one.
func (o *Office) Sell() bool {
	if o.left.Load() == 0 {
		return false
	}
	o.left.Add(-1)
	return true
}
