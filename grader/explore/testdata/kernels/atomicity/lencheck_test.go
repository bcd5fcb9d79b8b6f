// len of a channel is old news: the consumer receives because there was an item
// when it looked. Breaks when both consumers look before either receives: the
// second waits for ever.

package atomicity

import (
	"sync"
	"testing"
)

func takeIfLen(ch chan int) int {
	if len(ch) > 0 {
		return <-ch
	}
	return 0
}

func takeIfReady(ch chan int) int {
	select {
	case v := <-ch:
		return v
	default:
		return 0
	}
}

func takeBoth(t *testing.T, take func(chan int) int) {
	ch := make(chan int, 1)
	ch <- 1
	var got [2]int
	var wg sync.WaitGroup
	for i := range got {
		wg.Add(1)
		go func() {
			defer wg.Done()
			got[i] = take(ch)
		}()
	}
	wg.Wait()
	if got[0]+got[1] != 1 {
		t.Errorf("took %v", got)
	}
}

// want: deadlock
func TestLenCheckBug(t *testing.T) { takeBoth(t, takeIfLen) }

func TestLenCheckFixed(t *testing.T) { takeBoth(t, takeIfReady) }
