// Done too early: the worker reports itself done, then stores its part. Breaks
// when the last Done lets the test go on before the store.

package waitgroup

import (
	"sync"
	"sync/atomic"
	"testing"
)

func sumParts(t *testing.T, work func(wg *sync.WaitGroup, part *atomic.Int64, v int64)) {
	var wg sync.WaitGroup
	var parts [2]atomic.Int64
	for i := range parts {
		wg.Add(1)
		go work(&wg, &parts[i], int64(i+1))
	}
	wg.Wait()
	if sum := parts[0].Load() + parts[1].Load(); sum != 3 {
		t.Errorf("sum = %d, want 3", sum)
	}
}

// want: wrong result
func TestDoneEarlyBug(t *testing.T) {
	sumParts(t, func(wg *sync.WaitGroup, part *atomic.Int64, v int64) {
		wg.Done()
		part.Store(v)
	})
}

func TestDoneEarlyFixed(t *testing.T) {
	sumParts(t, func(wg *sync.WaitGroup, part *atomic.Int64, v int64) {
		defer wg.Done()
		part.Store(v)
	})
}
