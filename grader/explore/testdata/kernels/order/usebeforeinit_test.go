// Use before init: one goroutine connects, another uses the connection, nobody
// says who comes first. Breaks when the user loads the pointer before the
// connector has stored it: nil.

package order

import (
	"sync"
	"sync/atomic"
	"testing"
)

type initConn struct{ id int }

// want: panic
func TestUseBeforeInitBug(t *testing.T) {
	var conn atomic.Pointer[initConn]
	var wg sync.WaitGroup
	var id int
	wg.Add(2)
	go func() {
		defer wg.Done()
		conn.Store(&initConn{id: 7})
	}()
	go func() {
		defer wg.Done()
		id = conn.Load().id
	}()
	wg.Wait()
	if id != 7 {
		t.Errorf("id = %d, want 7", id)
	}
}

func TestUseBeforeInitFixed(t *testing.T) {
	var conn atomic.Pointer[initConn]
	var wg sync.WaitGroup
	var id int
	ready := make(chan struct{})
	wg.Add(2)
	go func() {
		defer wg.Done()
		conn.Store(&initConn{id: 7})
		close(ready)
	}()
	go func() {
		defer wg.Done()
		<-ready
		id = conn.Load().id
	}()
	wg.Wait()
	if id != 7 {
		t.Errorf("id = %d, want 7", id)
	}
}
