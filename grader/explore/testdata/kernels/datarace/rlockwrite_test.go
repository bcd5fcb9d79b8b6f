// A write under RLock: the lookup counts its hits while it holds the read lock
// only. Breaks when two lookups hold the read lock, or hold it one after the
// other: readers are not ordered with readers.

package datarace

import (
	"sync"
	"testing"
)

type hitCache struct {
	mu   sync.RWMutex
	m    map[string]int
	hits int
}

func (c *hitCache) getShared(k string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	c.hits++
	return c.m[k]
}

func (c *hitCache) get(k string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hits++
	return c.m[k]
}

func rlockWrite(t *testing.T, c *hitCache, get func(string) int) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			get("a")
		}()
	}
	wg.Wait()
	if c.hits != 2 {
		t.Errorf("hits = %d, want 2", c.hits)
	}
}

// want: data race, wrong result
func TestRLockWriteBug(t *testing.T) {
	c := &hitCache{m: map[string]int{"a": 1}}
	rlockWrite(t, c, c.getShared)
}

func TestRLockWriteFixed(t *testing.T) {
	c := &hitCache{m: map[string]int{"a": 1}}
	rlockWrite(t, c, c.get)
}
