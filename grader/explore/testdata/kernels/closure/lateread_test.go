// The closure reads the counter, not the number it was started with: no data
// race, the counter is atomic. Breaks when the loop has counted on before the
// first goroutine reads: both have the same number.

package closure

import (
	"sync/atomic"
	"testing"
)

// want: wrong result
func TestLateReadBug(t *testing.T) {
	var id atomic.Int64
	ids := make(chan int64, 2)
	for range 2 {
		id.Add(1)
		go func() { ids <- id.Load() }()
	}
	if a, b := <-ids, <-ids; a == b {
		t.Errorf("both are number %d", a)
	}
}

func TestLateReadFixed(t *testing.T) {
	var id atomic.Int64
	ids := make(chan int64, 2)
	for range 2 {
		mine := id.Add(1)
		go func() { ids <- mine }()
	}
	if a, b := <-ids, <-ids; a == b {
		t.Errorf("both are number %d", a)
	}
}
