// A sequence lock left odd: the writer goes out in the middle of its update when
// it sees the abort. Breaks when the abort is stored before the writer looks:
// the reader waits for an even number for ever.

package livelock

import (
	"sync/atomic"
	"testing"
	"time"
)

type seqCell struct{ seq, val atomic.Int64 }

func (c *seqCell) read() int64 {
	for {
		s := c.seq.Load()
		v := c.val.Load()
		if s%2 == 0 && c.seq.Load() == s {
			return v
		}
		time.Sleep(time.Millisecond)
	}
}

func (c *seqCell) writeLeave(abort *atomic.Bool) {
	c.seq.Add(1)
	if abort.Load() {
		return
	}
	c.val.Store(1)
	c.seq.Add(1)
}

func (c *seqCell) writeClose(abort *atomic.Bool) {
	c.seq.Add(1)
	defer c.seq.Add(1)
	if abort.Load() {
		return
	}
	c.val.Store(1)
}

func abortedWrite(t *testing.T, c *seqCell, write func(*atomic.Bool)) {
	var abort atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		write(&abort)
	}()
	abort.Store(true)
	<-done
	if v := c.read(); v != 0 && v != 1 {
		t.Errorf("read %d", v)
	}
}

// want: livelock
func TestSeqLockBug(t *testing.T) {
	c := &seqCell{}
	abortedWrite(t, c, c.writeLeave)
}

func TestSeqLockFixed(t *testing.T) {
	c := &seqCell{}
	abortedWrite(t, c, c.writeClose)
}
