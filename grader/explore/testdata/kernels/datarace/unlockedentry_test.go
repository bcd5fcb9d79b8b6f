// The lock covers the map but not the entry: lookup hands out the pointer and
// the caller changes the entry after the unlock. Breaks when two callers have
// the same entry.

package datarace

import (
	"sync"
	"testing"
)

type entryTable struct {
	mu sync.Mutex
	m  map[string]*int
}

func (e *entryTable) bumpOutside(k string) {
	e.mu.Lock()
	p := e.m[k]
	e.mu.Unlock()
	*p++
}

func (e *entryTable) bump(k string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	*e.m[k]++
}

func unlockedEntry(t *testing.T, e *entryTable, bump func(string)) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		bump("k")
	}()
	bump("k")
	<-done
	if n := *e.m["k"]; n != 2 {
		t.Errorf("entry = %d, want 2", n)
	}
}

// want: data race, wrong result
func TestUnlockedEntryBug(t *testing.T) {
	e := &entryTable{m: map[string]*int{"k": new(int)}}
	unlockedEntry(t, e, e.bumpOutside)
}

func TestUnlockedEntryFixed(t *testing.T) {
	e := &entryTable{m: map[string]*int{"k": new(int)}}
	unlockedEntry(t, e, e.bump)
}
