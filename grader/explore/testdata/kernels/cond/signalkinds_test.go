// Signal with two kinds of waiters on one cond: it wakes one, maybe of the
// wrong kind. Breaks when the one who waits for opened stands first in line and
// loaded is set first: he wakes for nothing, waits again, the other sleeps on.

package cond

import (
	"sync"
	"testing"
)

type twoKinds struct {
	mu             sync.Mutex
	changed        *sync.Cond
	loaded, opened bool
}

func (k *twoKinds) await(flag *bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for !*flag {
		k.changed.Wait()
	}
}

func (k *twoKinds) set(flag *bool, wake func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	*flag = true
	wake()
}

func awaitBoth(t *testing.T, k *twoKinds, wake func()) {
	var wg sync.WaitGroup
	for _, flag := range []*bool{&k.opened, &k.loaded} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			k.await(flag)
		}()
	}
	k.set(&k.loaded, wake)
	k.set(&k.opened, wake)
	wg.Wait()
	if !k.loaded || !k.opened {
		t.Errorf("loaded %t, opened %t", k.loaded, k.opened)
	}
}

// want: deadlock
func TestSignalKindsBug(t *testing.T) {
	k := &twoKinds{}
	k.changed = sync.NewCond(&k.mu)
	awaitBoth(t, k, k.changed.Signal)
}

func TestSignalKindsFixed(t *testing.T) {
	k := &twoKinds{}
	k.changed = sync.NewCond(&k.mu)
	awaitBoth(t, k, k.changed.Broadcast)
}
