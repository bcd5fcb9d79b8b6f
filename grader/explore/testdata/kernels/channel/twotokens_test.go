// Two tokens, taken one at a time: each job needs both of the two tokens of the
// semaphore. Breaks when each has got one.

package channel

import (
	"sync"
	"testing"
)

func needBoth(t *testing.T, gate sync.Locker) {
	sem := make(chan struct{}, 2)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			gate.Lock()
			sem <- struct{}{}
			sem <- struct{}{}
			gate.Unlock()
			<-sem
			<-sem
		}()
	}
	wg.Wait()
	if len(sem) != 0 {
		t.Errorf("%d tokens not given back", len(sem))
	}
}

type openGate struct{}

func (openGate) Lock()   {}
func (openGate) Unlock() {}

// want: deadlock
func TestTwoTokensBug(t *testing.T) { needBoth(t, openGate{}) }

func TestTwoTokensFixed(t *testing.T) { needBoth(t, new(sync.Mutex)) }
