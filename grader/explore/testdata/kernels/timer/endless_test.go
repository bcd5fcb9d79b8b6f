// A timer that starts itself again, and that nobody stops: every goroutine that it
// starts ends, and there is always a next one. Breaks in every schedule.

package timer

import (
	"sync"
	"testing"
	"time"
)

type ticking struct {
	mu      sync.Mutex
	timer   *time.Timer
	stopped bool
	n       int
}

func (k *ticking) start() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.timer = time.AfterFunc(time.Second, k.tick)
}

func (k *ticking) tick() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.n++; !k.stopped {
		k.timer.Reset(time.Second)
	}
}

func (k *ticking) stop() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stopped = true
	k.timer.Stop()
}

// want: goroutine leak
func TestEndlessBug(*testing.T) { new(ticking).start() }

func TestEndlessFixed(*testing.T) {
	var k ticking
	k.start()
	k.stop()
}

// One that is left behind, and ends.
func TestEndlessOnceFixed(*testing.T) {
	k := ticking{stopped: true}
	k.start()
}
