// A loop variable declared outside of the loop: all closures share it, and the
// loop goes on writing it. Breaks when a goroutine reads it while the loop is
// at its next round.

package closure

import (
	"sync"
	"sync/atomic"
	"testing"
)

// want: data race, wrong result
func TestLoopVarBug(t *testing.T) {
	var sum atomic.Int64
	var wg sync.WaitGroup
	var i int
	for i = 0; i < 3; i++ {
		wg.Go(func() { sum.Add(int64(i)) })
	}
	wg.Wait()
	if v := sum.Load(); v != 3 {
		t.Errorf("sum = %d, want 3", v)
	}
}

func TestLoopVarFixed(t *testing.T) {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for i := 0; i < 3; i++ {
		wg.Go(func() { sum.Add(int64(i)) })
	}
	wg.Wait()
	if v := sum.Load(); v != 3 {
		t.Errorf("sum = %d, want 3", v)
	}
}
