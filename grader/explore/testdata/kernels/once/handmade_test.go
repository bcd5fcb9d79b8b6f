// A hand-made once, check then set: the mark is looked at and set in two steps.
// Breaks when both goroutines look before either sets it: the setup runs twice.

package once

import (
	"sync"
	"sync/atomic"
	"testing"
)

func setupTwice(t *testing.T, once func(func())) {
	var setups atomic.Int64
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			once(func() { setups.Add(1) })
		}()
	}
	wg.Wait()
	if n := setups.Load(); n != 1 {
		t.Errorf("set up %d times", n)
	}
}

// want: wrong result
func TestHandMadeBug(t *testing.T) {
	var started atomic.Bool
	setupTwice(t, func(f func()) {
		if !started.Load() {
			started.Store(true)
			f()
		}
	})
}

func TestHandMadeFixed(t *testing.T) {
	var once sync.Once
	setupTwice(t, once.Do)
}
