package rwlock

import (
	"runtime"
	"sync"
	"testing"
)

// Two writers keep a pair equal; two readers see it equal.
func TestPair(t *testing.T) {
	var (
		l    = New()
		a, b int
		bad  [2]bool
		wg   sync.WaitGroup
	)
	for range 2 {
		wg.Go(func() {
			l.Lock()
			a++
			b++
			l.Unlock()
		})
	}
	for r := range bad {
		wg.Go(func() {
			l.RLock()
			bad[r] = a != b
			l.RUnlock()
		})
	}
	wg.Wait()
	if bad[0] || bad[1] {
		t.Error("a reader saw half a write")
	}
	if a != 2 || b != 2 {
		t.Errorf("a, b = %d, %d, want 2, 2", a, b)
	}
}

// Readers share; a waiting writer keeps new readers out.
func TestWriterPreference(t *testing.T) {
	l := New()
	written := false
	l.RLock()
	if !l.TryRLock() {
		t.Fatal("a second reader was kept out though no writer waits")
	}
	l.RUnlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.Lock()
		written = true
		l.Unlock()
	}()
	for l.WaitingWriters() == 0 {
		runtime.Gosched()
	}
	if l.TryRLock() {
		t.Error("a new reader overtook the waiting writer")
	}
	if written {
		t.Error("the writer is inside together with a reader")
	}
	l.RUnlock()
	l.RLock() // after the writer: it waited already
	if !written {
		t.Error("the reader overtook the writer")
	}
	l.RUnlock()
	<-done
}
