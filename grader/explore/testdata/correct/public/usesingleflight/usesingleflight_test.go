package usesingleflight

import (
	"sync"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/singleflight"
)

// Callers get the result of some call, and those that shared say so.
func TestDo(t *testing.T) {
	var (
		g       singleflight.Group
		calls   atomic.Int32
		results [3]int32
		shared  [3]bool
		wg      sync.WaitGroup
	)
	for i := range results {
		wg.Add(1)
		go func() {
			defer wg.Done()
			v, _, s := g.Do("key", func() (any, error) { return calls.Add(1), nil })
			results[i], shared[i] = v.(int32), s
		}()
	}
	wg.Wait()
	count := map[int32]int{}
	for _, r := range results {
		count[r]++
	}
	if len(count) != int(calls.Load()) {
		t.Errorf("results %v of %d calls", results, calls.Load())
	}
	for i, r := range results {
		if shared[i] != (count[r] > 1) {
			t.Errorf("results %v, shared %v", results, shared)
			break
		}
	}
}

// A second call on the channel of the first, which has not returned yet.
func TestDoChan(t *testing.T) {
	var g singleflight.Group
	gate := make(chan struct{})
	slow := func() (any, error) {
		<-gate
		return "slow", nil
	}
	first := g.DoChan("key", slow)
	second := g.DoChan("key", func() (any, error) { return "other", nil })
	g.Forget("key")
	third, _, _ := g.Do("key", func() (any, error) { return "third", nil })
	close(gate)
	for _, c := range []<-chan singleflight.Result{first, second} {
		if r := <-c; r.Val != "slow" || r.Err != nil || !r.Shared {
			t.Errorf("result %v, %v, shared %v", r.Val, r.Err, r.Shared)
		}
	}
	if third != "third" {
		t.Errorf("after Forget: %v", third)
	}
	g.Forget("key") // takes the group's lock, which the call held while it replied
}
