// Package counter holds a counter that many goroutines share.
package counter

import (
	"math"
	"runtime"
	"sync"
)

// fairLock is like new ReentrantLock(true), without the reentrance: first come, first served.
type fairLock struct {
	monitor    sync.Mutex
	turn       sync.Cond
	nextTicket uint64
	nowServing uint64
}

func (l *fairLock) lock() {
	l.monitor.Lock()
	defer l.monitor.Unlock()
	if l.turn.L == nil { // the zero value has to work
		l.turn.L = &l.monitor
	}
	ticket := l.nextTicket
	l.nextTicket++
	for l.nowServing != ticket {
		l.turn.Wait()
	}
}

func (l *fairLock) unlock() {
	l.monitor.Lock()
	defer l.monitor.Unlock()
	if l.nowServing == l.nextTicket {
		panic("IllegalMonitorStateException")
	}
	l.nowServing++
	l.turn.Broadcast() // notifyAll: only the one whose turn it is goes on
}

func (l *fairLock) synchronized(body func()) {
	l.lock()
	defer l.unlock()
	body()
}

// Counter counts events. The zero value is a counter that stands at 0.
type Counter struct {
	lock  fairLock
	count int
}

// Inc adds one.
func (c *Counter) Inc() {
	c.lock.synchronized(func() {
		if c.count == math.MaxInt {
			panic("counter: overflow")
		}
		before := c.count
		runtime.Gosched()
		c.count = before + 1
	})
}

// Value returns the count.
func (c *Counter) Value() int {
	result := 0
	c.lock.synchronized(func() { result = c.count })
	return result
}
