package ablation

import (
	"sync"
	"testing"
)

// Two goroutines each hold their lock, try the other's, and let go if it is taken. In step
// with each other they do so for ever; a single step out of it and both are done.
//
// want: livelock
func TestLockstepBug(t *testing.T) {
	var a, b sync.Mutex
	begin := make(chan struct{})
	both := func(own, other *sync.Mutex) {
		<-begin
		for {
			own.Lock()
			if other.TryLock() {
				other.Unlock()
				own.Unlock()
				return
			}
			own.Unlock()
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { both(&a, &b) })
	wg.Go(func() { both(&b, &a) })
	close(begin)
	wg.Wait()
}
