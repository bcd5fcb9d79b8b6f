package ablation

import (
	"sync"
	"sync/atomic"
	"testing"
)

// Eight replicas may each lose an update; three that do are made up for. To lose four takes
// four preemptions, anywhere: too many to search for, and likely by chance.
//
// want: wrong result
func TestSamplerBug(t *testing.T) {
	var replicas [8]atomic.Int32
	var wg sync.WaitGroup
	for i := range replicas {
		r := &replicas[i]
		for range 2 {
			wg.Go(func() { r.Store(r.Load() + 1) })
		}
	}
	wg.Wait()
	right := 0
	for i := range replicas {
		if r := &replicas[i]; r.Load() == 2 {
			right++
		}
	}
	if right <= 4 {
		t.Errorf("%d of %d replicas are right; want a majority", right, len(replicas))
	}
}
