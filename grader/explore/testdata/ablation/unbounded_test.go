package ablation

import (
	"sync"
	"sync/atomic"
	"testing"
)

// combination is a lock of many digits: two goroutines have to take their turns in one
// particular order, and give up at the first that is out of it. Others do what has nothing
// to do with it. There are few ways to begin it, but chance goes wrong somewhere.
func combination(t *testing.T, order string, others int) {
	var at atomic.Int32
	var wg sync.WaitGroup
	for _, me := range []byte("ab") {
		wg.Go(func() {
			for i := range len(order) {
				if order[i] == me && !at.CompareAndSwap(int32(i), int32(i+1)) {
					return
				}
			}
		})
	}
	own := make([]atomic.Int32, others)
	for i := range own {
		wg.Go(func() { own[i].Add(1) })
	}
	wg.Wait()
	if n := int(at.Load()); n == len(order) {
		t.Errorf("the lock of %d digits is open", n)
	}
}

// Each turn is a preemption, in no regular pattern.
//
// want: wrong result
func TestUnboundedBug(t *testing.T) { combination(t, "abbaabaaabbabaababbbaabaab", 0) }

// One who has nothing to do with it, and may come anywhere, makes as many ways of each.
//
// want: wrong result
func TestPruningBug(t *testing.T) { combination(t, "abbaabaaabbabaababbbaabaab", 1) }
