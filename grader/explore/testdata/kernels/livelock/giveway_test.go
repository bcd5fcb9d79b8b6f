// Retries that undo each other, two at most: each goroutine claims its own
// cell, then the other's, and frees its own if that fails. Breaks when the two
// keep step in both rounds: both give up, and nobody has won. In one order of
// the cells, who gets the first cell wins.

package livelock

import (
	"sync"
	"sync/atomic"
	"testing"
)

const rounds = 2

func claimBoth(first, second *atomic.Bool) bool {
	for range rounds {
		if !first.CompareAndSwap(false, true) {
			continue
		}
		if second.CompareAndSwap(false, true) {
			return true
		}
		first.Store(false)
	}
	return false
}

func claimRace(t *testing.T, cells [2][2]*atomic.Bool) {
	var wins atomic.Int64
	var wg sync.WaitGroup
	for _, c := range cells {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if claimBoth(c[0], c[1]) {
				wins.Add(1)
			}
		}()
	}
	wg.Wait()
	if n := wins.Load(); n != 1 {
		t.Errorf("%d winners, want 1", n)
	}
}

// want: wrong result
func TestGiveWayBug(t *testing.T) {
	var a, b atomic.Bool
	claimRace(t, [2][2]*atomic.Bool{{&a, &b}, {&b, &a}})
}

func TestGiveWayFixed(t *testing.T) {
	var a, b atomic.Bool
	claimRace(t, [2][2]*atomic.Bool{{&a, &b}, {&a, &b}})
}
