package shimtest_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/explore/sched"
	"racekit/grader/explore/shim/atomic"
	"racekit/grader/explore/shim/context"
	"racekit/grader/explore/shim/shimtest"
	"racekit/grader/explore/shim/sync"
	"racekit/grader/explore/shim/time"
)

// all runs fs, the first in this goroutine and the others in their own, and waits for them.
func all(first func(), fs ...func()) {
	var done sched.Latch
	done.Add(len(fs))
	for _, f := range fs {
		sched.Go("f", func() {
			f()
			done.Done()
		})
	}
	first()
	done.Wait()
}

func TestSignatures(t *testing.T) {
	for name, body := range map[string]func() string{
		"Mutex": func() string {
			var mu sync.Mutex
			s := ""
			add := func(x string) func() {
				return func() {
					if mu.TryLock() {
						s += x
						mu.Unlock()
					}
				}
			}
			all(add("a"), add("b"))
			return s
		},
		"RWMutex": func() string {
			var mu sync.RWMutex
			n, saw := 0, [2]int{}
			read := func(i int) func() {
				return func() {
					mu.RLock()
					saw[i] = n
					mu.RUnlock()
				}
			}
			all(read(0), read(1), func() { mu.Lock(); n++; mu.Unlock() })
			return fmt.Sprint(saw)
		},
		"RWMutex try": func() string {
			var mu sync.RWMutex
			s := [2]bool{}
			all(func() {
				mu.RLock()
				defer mu.RUnlock()
			}, func() {
				if s[0] = mu.TryLock(); s[0] {
					mu.Unlock()
				}
			}, func() {
				if s[1] = mu.TryRLock(); s[1] {
					mu.RUnlock()
				}
			})
			return fmt.Sprint(s)
		},
		"WaitGroup": func() string {
			var wg sync.WaitGroup
			s := [2]int{}
			n := 0
			wg.Add(1)
			all(func() { n = 1; wg.Done() }, func() { wg.Wait(); s[0] = n }, func() { wg.Add(1); n = 2; wg.Done() })
			return fmt.Sprint(s)
		},
		"Once": func() string {
			var once sync.Once
			who := ""
			me := func(name string) func() { return func() { once.Do(func() { who += name }) } }
			all(me("a"), me("b"), me("c"))
			return who
		},
		"Cond": func() string {
			var mu sync.Mutex
			c := sync.NewCond(&mu)
			s := ""
			wait := func(name string) func() {
				return func() {
					mu.Lock()
					c.Wait()
					s += name
					mu.Unlock()
				}
			}
			sched.Go("a", wait("a"))
			sched.Go("b", wait("b"))
			c.Signal()
			sched.WaitRest(sched.Settled)
			return s
		},
		"Map": func() string {
			var m sync.Map
			s := [2]any{}
			all(func() { m.Store(1, "a") }, func() { s[0], _ = m.LoadOrStore(1, "b") }, func() { s[1], _ = m.LoadAndDelete(1) })
			return fmt.Sprint(s)
		},
		"atomic": func() string {
			var a atomic.Int32
			b := new(int32)
			all(func() { atomic.StoreInt32(b, a.Add(1)) }, func() { a.Store(a.Load() * 2) }, func() { a.CompareAndSwap(1, 5) })
			return fmt.Sprint(a.Load(), atomic.LoadInt32(b))
		},
		"context": func() string {
			root, cancel := context.WithCancelCause(context.Background())
			s := [2]error{}
			all(func() { cancel(errors.New("a")) }, func() {
				ctx, stop := context.WithCancel(root)
				s[0] = context.Cause(ctx)
				stop()
			}, func() { s[1] = root.Err() })
			return fmt.Sprint(s)
		},
		"time": func() string {
			timer := time.NewTimer(time.Second)
			s := ""
			all(func() {
				time.Sleep(time.Second)
				s += fmt.Sprint(timer.Stop())
			}, func() {
				if i := sched.Select(false, sched.RecvCase(timer.C, "C"), sched.RecvCase(time.After(2*time.Second), "after")); i == 0 {
					s += "received"
				}
			})
			return s
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := shimtest.Signatures(t, body)
			assert.Greater(t, len(got), 1, "%q", got)
		})
	}
}
