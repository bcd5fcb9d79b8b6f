package refcount

import (
	"sync"
	"sync/atomic"
	"testing"
)

type file struct {
	open  bool
	reads atomic.Int32
}

func (f *file) closeIt() { f.open = false } // no lock: nobody uses it any more

// Whoever acquires finds it open; it is closed once, by the last.
func TestLastCloses(t *testing.T) {
	s := New(&file{open: true}, (*file).closeIt)
	closed := make([]bool, 3)
	bad := make([]bool, 3)
	var wg sync.WaitGroup
	for i := range closed {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f, ok := s.Acquire()
			if !ok {
				return
			}
			bad[i] = !f.open
			f.reads.Add(1)
			closed[i] = s.Release()
		}()
	}
	n := 0
	if s.Release() {
		n++
	}
	wg.Wait()
	for i := range closed {
		if closed[i] {
			n++
		}
		if bad[i] {
			t.Errorf("user %d found it closed", i)
		}
	}
	if n != 1 {
		t.Errorf("closed %d times", n)
	}
	if _, ok := s.Acquire(); ok {
		t.Error("acquired after the end")
	}
}

// Readers use the current file while it is replaced.
func TestSwapper(t *testing.T) {
	var w Swapper[*file]
	a, b := &file{open: true}, &file{open: true}
	w.Set(New(a, (*file).closeIt))
	ok := make(chan bool)
	for range 2 {
		go func() {
			open := false
			used := w.Use(func(f *file) {
				open = f.open
				f.reads.Add(1)
			})
			ok <- used && open
		}()
	}
	w.Set(New(b, (*file).closeIt))
	for range 2 {
		if !<-ok {
			t.Error("a reader had no open file")
		}
	}
	if a.open || !b.open {
		t.Errorf("open: %v, %v, want false, true", a.open, b.open)
	}
	if n := a.reads.Load() + b.reads.Load(); n != 2 {
		t.Errorf("%d reads", n)
	}
	w.Set(nil)
	if b.open || w.Use(func(*file) {}) {
		t.Error("the last file lives on")
	}
}
