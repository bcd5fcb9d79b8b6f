// A Once that comes back to itself: the load falls back on the settings, which
// load. Breaks when the load runs before the remote is up.

package once

import (
	"sync"
	"sync/atomic"
	"testing"
)

type onceSettings struct {
	once   sync.Once
	remote atomic.Bool
	v      int
}

func (s *onceSettings) get(fallback func() int) int {
	s.once.Do(func() {
		if s.remote.Load() {
			s.v = 1
			return
		}
		s.v = fallback()
	})
	return s.v
}

func (s *onceSettings) builtin() int { return 1 }

func loadSettings(t *testing.T, s *onceSettings, fallback func() int) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.remote.Store(true)
	}()
	if v := s.get(fallback); v != 1 {
		t.Errorf("setting = %d, want 1", v)
	}
	<-done
}

// want: deadlock
func TestReentryBug(t *testing.T) {
	s := &onceSettings{}
	loadSettings(t, s, func() int { return s.get(s.builtin) })
}

func TestReentryFixed(t *testing.T) {
	s := &onceSettings{}
	loadSettings(t, s, s.builtin)
}
