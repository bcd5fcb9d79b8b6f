// From the read lock to the write lock without a second look: the miss is seen
// under RLock, the value is made under Lock. Breaks when both goroutines miss
// before either has the write lock: the value is made twice.

package atomicity

import (
	"sync"
	"testing"
)

type rwRegistry struct {
	mu   sync.RWMutex
	m    map[string]int
	made int
}

func (r *rwRegistry) has(k string) bool {
	r.mu.RLock()
	defer r.mu.RUnlock()
	_, ok := r.m[k]
	return ok
}

func (r *rwRegistry) ensureBlind(k string) {
	if r.has(k) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.made++
	r.m[k] = r.made
}

func (r *rwRegistry) ensure(k string) {
	if r.has(k) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.m[k]; ok {
		return
	}
	r.made++
	r.m[k] = r.made
}

func rwUpgrade(t *testing.T, r *rwRegistry, ensure func(string)) {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { ensure("k") })
	}
	wg.Wait()
	if r.made != 1 {
		t.Errorf("made %d times", r.made)
	}
}

// want: wrong result
func TestRWUpgradeBug(t *testing.T) {
	r := &rwRegistry{m: map[string]int{}}
	rwUpgrade(t, r, r.ensureBlind)
}

func TestRWUpgradeFixed(t *testing.T) {
	r := &rwRegistry{m: map[string]int{}}
	rwUpgrade(t, r, r.ensure)
}
