// Load then Store on a sync.Map: each step is safe, the pair is not. Breaks
// when both goroutines miss before either stores: they work on two sessions of
// the same name.

package atomicity

import (
	"sync"
	"testing"
)

type mapSession struct{ owner int }

func openLoadStore(m *sync.Map, owner int) *mapSession {
	if s, ok := m.Load("s"); ok {
		return s.(*mapSession)
	}
	s := &mapSession{owner: owner}
	m.Store("s", s)
	return s
}

func openLoadOrStore(m *sync.Map, owner int) *mapSession {
	s, _ := m.LoadOrStore("s", &mapSession{owner: owner})
	return s.(*mapSession)
}

func openTwice(t *testing.T, open func(*sync.Map, int) *mapSession) {
	var m sync.Map
	other := make(chan *mapSession, 1)
	go func() { other <- open(&m, 1) }()
	mine := open(&m, 2)
	if s := <-other; s != mine {
		t.Errorf("two sessions, of %d and of %d", s.owner, mine.owner)
	}
}

// want: wrong result
func TestSyncMapBug(t *testing.T) { openTwice(t, openLoadStore) }

func TestSyncMapFixed(t *testing.T) { openTwice(t, openLoadOrStore) }
