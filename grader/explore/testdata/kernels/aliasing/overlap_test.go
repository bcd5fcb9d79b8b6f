// Two halves that overlap: the first ends one element too late. Breaks when
// both workers come to the shared element, in any order: nothing orders them, and
// it is doubled twice.

package aliasing

import (
	"sync"
	"testing"
)

func doubleHalves(t *testing.T, end int) {
	data := []int{1, 1, 1, 1}
	var wg sync.WaitGroup
	for _, half := range [][]int{data[:end], data[2:]} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range half {
				half[i] *= 2
			}
		}()
	}
	wg.Wait()
	for i, v := range data {
		if v != 2 {
			t.Errorf("data[%d] = %d, want 2", i, v)
		}
	}
}

// want: data race, wrong result
func TestOverlapBug(t *testing.T) { doubleHalves(t, 3) }

func TestOverlapFixed(t *testing.T) { doubleHalves(t, 2) }
