// The flag before the data: both are atomic, but ready is stored ahead of the
// value. Breaks when the reader looks between the two stores.

package order

import (
	"sync/atomic"
	"testing"
)

type flagCell struct {
	ready atomic.Bool
	value atomic.Int64
}

func flagCellRead(t *testing.T, write func(c *flagCell)) {
	c := &flagCell{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		write(c)
	}()
	if c.ready.Load() {
		if v := c.value.Load(); v != 42 {
			t.Errorf("ready, and the value is %d", v)
		}
	}
	<-done
}

// want: wrong result
func TestFlagFirstBug(t *testing.T) {
	flagCellRead(t, func(c *flagCell) {
		c.ready.Store(true)
		c.value.Store(42)
	})
}

func TestFlagFirstFixed(t *testing.T) {
	flagCellRead(t, func(c *flagCell) {
		c.value.Store(42)
		c.ready.Store(true)
	})
}
