// Closed twice: who fails closes the channel unless it finds it closed. Breaks
// when both goroutines find it open before either closes.

package channel

import (
	"sync"
	"testing"
)

func closeIfOpen(done chan struct{}) {
	select {
	case <-done:
	default:
		close(done)
	}
}

func failBoth(fail func(done chan struct{})) {
	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fail(done)
		}()
	}
	<-done
	wg.Wait()
}

// want: panic
func TestDoubleCloseBug(t *testing.T) { failBoth(closeIfOpen) }

func TestDoubleCloseFixed(t *testing.T) {
	var once sync.Once
	failBoth(func(done chan struct{}) {
		once.Do(func() { close(done) })
	})
}
