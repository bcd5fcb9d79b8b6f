package singleflight

import (
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// Each caller gets the result of some call; who did not share made one.
func TestDo(t *testing.T) {
	var (
		g       Group[string, int32]
		calls   atomic.Int32
		results [3]int32
		shared  [3]bool
		wg      sync.WaitGroup
	)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i], shared[i], _ = g.Do("key", func() (int32, error) {
				return calls.Add(1), nil
			})
		}()
	}
	wg.Wait()
	n, own := calls.Load(), int32(0)
	for i, r := range results {
		if r < 1 || r > n {
			t.Errorf("caller %d got %d of %d calls", i, r, n)
		}
		if !shared[i] {
			own++
		}
	}
	if own != n {
		t.Errorf("%d calls, %d callers that made one", n, own)
	}
}

// While a call is under way, all others share it.
func TestShare(t *testing.T) {
	var g Group[int, string]
	calls := 0
	gate := make(chan struct{})
	results := make(chan string)
	for range 3 {
		go func() {
			v, _, _ := g.Do(7, func() (string, error) {
				calls++
				<-gate
				return "seven", nil
			})
			results <- v
		}()
	}
	for g.Sharing(7) < 2 {
		runtime.Gosched()
	}
	close(gate)
	for range 3 {
		if v := <-results; v != "seven" {
			t.Errorf("result %q", v)
		}
	}
	if calls != 1 {
		t.Errorf("%d calls, want 1", calls)
	}
}

// A panic becomes the error of all who shared it.
func TestPanic(t *testing.T) {
	var g Group[string, int]
	errs := make(chan error)
	for range 2 {
		go func() {
			_, _, err := g.Do("k", func() (int, error) { panic("bad key") })
			errs <- err
		}()
	}
	for range 2 {
		if err := <-errs; err == nil || !strings.Contains(err.Error(), "bad key") {
			t.Errorf("error %v", err)
		}
	}
}
