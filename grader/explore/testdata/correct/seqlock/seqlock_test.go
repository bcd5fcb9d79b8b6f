package seqlock

import (
	"fmt"
	"sync"
	"testing"
)

// A writer and two readers: these see whole pairs, and time never goes back.
func TestRead(t *testing.T) {
	var (
		p    Pair
		errs [2]error
		wg   sync.WaitGroup
	)
	for r := range errs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			last := int64(0)
			for range 2 {
				// HISTORY: call Read(), then its return with the pair.
				a, b := p.Read()
				if b != -a || a < last {
					errs[r] = fmt.Errorf("read %d, %d after %d", a, b, last)
				}
				last = a
			}
		}()
	}
	for i := int64(1); i <= 2; i++ {
		// HISTORY: call Write(i, -i), then its return.
		p.Write(i, -i)
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
}

// Writers exclude each other.
func TestUpdate(t *testing.T) {
	var p Pair
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			p.Update(func(a, b int64) (int64, int64) { return a + 1, b + 2 })
		})
	}
	wg.Wait()
	if a, b, ok := p.TryRead(); !ok || a != 3 || b != 6 {
		t.Errorf("%d, %d, %v", a, b, ok)
	}
}
