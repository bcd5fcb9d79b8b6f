// A struct published by a plain pointer: the reloader builds a new config and
// assigns the pointer, the reader follows whatever pointer it finds. Breaks
// when the read is not ordered with the reload.

package datarace

import (
	"sync"
	"sync/atomic"
	"testing"
)

type pubConfig struct{ lo, hi int }

// want: data race, wrong result
func TestPublishBug(t *testing.T) {
	cur := &pubConfig{lo: 1, hi: 2}
	var wg sync.WaitGroup
	wg.Go(func() { cur = &pubConfig{lo: 3, hi: 4} })
	if c := cur; c.hi != c.lo+1 {
		t.Errorf("torn config %+v", *c)
	}
	wg.Wait()
}

func TestPublishFixed(t *testing.T) {
	var cur atomic.Pointer[pubConfig]
	cur.Store(&pubConfig{lo: 1, hi: 2})
	var wg sync.WaitGroup
	wg.Go(func() { cur.Store(&pubConfig{lo: 3, hi: 4}) })
	if c := cur.Load(); c.hi != c.lo+1 {
		t.Errorf("torn config %+v", *c)
	}
	wg.Wait()
}
