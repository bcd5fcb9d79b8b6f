// Two polite TryLock loops with the same back-off: each takes its own lock,
// works, tries the other's, gives way, and tries again. Breaks when the two
// keep step: both hold, both fail, both give way, and so on for ever.

package livelock

import (
	"sync"
	"testing"
	"time"
)

const step = time.Millisecond

func bothPolite(own, other *sync.Mutex, critical func()) {
	for {
		own.Lock()
		time.Sleep(step)
		if other.TryLock() {
			critical()
			other.Unlock()
			own.Unlock()
			return
		}
		time.Sleep(step)
		own.Unlock()
		time.Sleep(step)
	}
}

func bothOrdered(first, second *sync.Mutex, critical func()) {
	first.Lock()
	defer first.Unlock()
	time.Sleep(step)
	second.Lock()
	defer second.Unlock()
	critical()
}

// want: livelock
func TestTryLockBug(t *testing.T) {
	var a, b sync.Mutex
	var n int
	var wg sync.WaitGroup
	wg.Go(func() { bothPolite(&a, &b, func() { n++ }) })
	wg.Go(func() { bothPolite(&b, &a, func() { n++ }) })
	wg.Wait()
	if n != 2 {
		t.Errorf("n = %d, want 2", n)
	}
}

func TestTryLockFixed(t *testing.T) {
	var a, b sync.Mutex
	var n int
	var wg sync.WaitGroup
	wg.Go(func() { bothOrdered(&a, &b, func() { n++ }) })
	wg.Go(func() { bothOrdered(&a, &b, func() { n++ }) })
	wg.Wait()
	if n != 2 {
		t.Errorf("n = %d, want 2", n)
	}
}
