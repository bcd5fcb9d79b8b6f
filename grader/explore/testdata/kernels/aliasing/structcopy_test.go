// A struct copied with its map: each session has a lock of its own and, without
// knowing it, the options of all. Breaks when two sessions set an option.

package aliasing

import (
	"sync"
	"testing"
)

type mapOptions struct{ vals map[string]int }

type optionSession struct {
	mu   sync.Mutex
	opts mapOptions
}

func (s *optionSession) set(k string, v int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opts.vals[k] = v
}

func setOnTwo(t *testing.T, defaults mapOptions, inherit func(mapOptions) mapOptions) {
	a := &optionSession{opts: inherit(defaults)}
	b := &optionSession{opts: inherit(defaults)}
	done := make(chan struct{})
	go func() {
		defer close(done)
		a.set("depth", 2)
	}()
	b.set("depth", 3)
	<-done
	if a.opts.vals["depth"] != 2 || b.opts.vals["depth"] != 3 {
		t.Errorf("depths %d and %d", a.opts.vals["depth"], b.opts.vals["depth"])
	}
}

// want: data race, wrong result, panic
func TestStructCopyBug(t *testing.T) {
	setOnTwo(t, mapOptions{map[string]int{"depth": 1}}, func(o mapOptions) mapOptions { return o })
}

func TestStructCopyFixed(t *testing.T) {
	setOnTwo(t, mapOptions{map[string]int{"depth": 1}}, func(o mapOptions) mapOptions {
		own := make(map[string]int)
		for k, v := range o.vals {
			own[k] = v
		}
		return mapOptions{own}
	})
}
