// append to a slice with room: both goroutines append to the same base and
// write the same element behind it. Breaks when both append, in any order; the
// last one wins in both results.

package aliasing

import (
	"sync"
	"testing"
)

func appendBoth(t *testing.T, base []int) {
	var got [2][]int
	var wg sync.WaitGroup
	for i := range got {
		wg.Add(1)
		go func() {
			defer wg.Done()
			got[i] = append(base, i)
		}()
	}
	wg.Wait()
	if got[0][1] != 0 || got[1][1] != 1 {
		t.Errorf("got %v", got)
	}
}

// want: data race, wrong result
func TestAppendSharedBug(t *testing.T) {
	base := make([]int, 1, 4)
	appendBoth(t, base)
}

func TestAppendSharedFixed(t *testing.T) {
	base := make([]int, 1, 4)
	appendBoth(t, base[:1:1])
}
