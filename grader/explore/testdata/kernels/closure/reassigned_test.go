// A captured variable that is assigned again: the goroutine is to close the old
// connection, the function goes on and opens the new one in the same variable.
// Breaks when the goroutine reads it late: it closes the new one.

package closure

import "testing"

type closureConn struct{ open bool }

// want: data race, wrong result
func TestReassignedBug(t *testing.T) {
	conn := &closureConn{open: true}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn.open = false
	}()
	conn = &closureConn{open: true}
	<-done
	if !conn.open {
		t.Errorf("the new connection is closed")
	}
}

func TestReassignedFixed(t *testing.T) {
	conn := &closureConn{open: true}
	done := make(chan struct{})
	go func(old *closureConn) {
		defer close(done)
		old.open = false
	}(conn)
	conn = &closureConn{open: true}
	<-done
	if !conn.open {
		t.Errorf("the new connection is closed")
	}
}
