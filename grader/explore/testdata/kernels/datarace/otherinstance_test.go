// The lock of another instance: every shard has a mutex of its own, the total
// they write is one. Breaks when two shards add, each under its own lock.

package datarace

import (
	"sync"
	"testing"
)

type lockShard struct {
	mu    *sync.Mutex
	total *int
}

func (s lockShard) add(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	*s.total += n
}

func addOnShards(t *testing.T, total *int, shards ...lockShard) {
	var wg sync.WaitGroup
	for _, s := range shards {
		wg.Add(1)
		go func() {
			defer wg.Done()
			s.add(5)
		}()
	}
	wg.Wait()
	if *total != 10 {
		t.Errorf("total = %d, want 10", *total)
	}
}

// want: data race, wrong result
func TestOtherInstanceBug(t *testing.T) {
	var total int
	a := lockShard{mu: new(sync.Mutex), total: &total}
	b := lockShard{mu: new(sync.Mutex), total: &total}
	addOnShards(t, &total, a, b)
}

func TestOtherInstanceFixed(t *testing.T) {
	var total int
	mu := new(sync.Mutex)
	a := lockShard{mu: mu, total: &total}
	b := lockShard{mu: mu, total: &total}
	addOnShards(t, &total, a, b)
}
