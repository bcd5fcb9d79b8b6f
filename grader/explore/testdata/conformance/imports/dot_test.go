package imports

import (
	"context"
	. "sync"
	. "testing"
	. "time"
)

func TestDotImports(t *T) {
	var mu Mutex
	var wg WaitGroup
	n := 0
	for range 2 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			n++
		})
	}
	wg.Wait()
	t.Log(n)
}

func TestDotImportedFunctions(t *T) {
	f := OnceValue(func() int { return 3 })
	ctx, cancel := context.WithCancel(context.Background())
	c := NewCond(new(RWMutex))
	c.L.Lock()
	c.L.Unlock()
	go cancel()
	select {
	case <-ctx.Done():
		t.Log(ctx.Err() == context.Canceled, f())
	case <-After(Hour):
		t.Log("timeout")
	}
}

func TestDotImportedTime(t *T) {
	start := Now()
	Sleep(2 * Millisecond)
	t.Log(Since(start) >= 2*Millisecond, Duration(90)*Second, March)
	tm := AfterFunc(Hour, func() {})
	t.Log(tm.Stop())
}

type pool struct {
	Pool
	Map
	WaitGroup
}

func TestDotImportedEmbedded(t *T) {
	var p pool
	p.Store("k", 1)
	p.Add(1)
	go p.Done()
	p.Wait()
	t.Log(p.Load("k"))
	t.Log(p.Get() == nil)
}
