package packagevars

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Initialisers may wait for goroutines, and rely on what they get.
var (
	answer = func() int {
		c := make(chan int, 1)
		go func() { c <- 42 }()
		v := <-c
		if v != 42 {
			panic("nobody has sent")
		}
		return v
	}()
	polled = func() (n int) {
		var done atomic.Bool
		go func() { done.Store(true) }()
		for !done.Load() {
			n = 1
			runtime.Gosched()
		}
		return 1
	}()
	half, rest              = split(answer)
	_, words                = 0, strings.Fields("a b")
	_          fmt.Stringer = (*late)(nil)
	_                       = errors.New
	anonymous               = struct {
		sync.Mutex `json:"-"`
		n, m       int
		f          func(a int, b ...string) (chan<- <-chan int, error)
	}{n: half}
	hour, timer     = time.Hour, time.NewTimer(time.Hour)
	generic         = pairs[string, time.Duration]{"a": 1}
	shadow          = rune('x')
	anything    any = generic["a"]
)

var early, failed = func() (interface{ String() string }, error) { return late(rest), nil }()

type pairs[K comparable, V any] map[K]V

type late int

func (l late) String() string { return fmt.Sprint(int(l)) }

func split(n int) (int, int64) { return n / 2, int64(n - n/2) }

func TestInitialisersThatWait(t *testing.T) {
	anonymous.Lock()
	defer anonymous.Unlock()
	t.Log(answer, polled, half, rest, words, anonymous.n, hour, timer.Stop(), generic, shadow, anything, early, failed)
}
