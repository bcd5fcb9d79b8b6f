package imports

import (
	"context"
	"errors"
	synchro "sync"
	sync "sync/atomic"
	"testing"
	clock "time"
)

func TestRenamedImports(t *testing.T) {
	var mu synchro.RWMutex
	var n sync.Int64
	done := make(chan struct{})
	go func() {
		defer close(done)
		mu.Lock()
		defer mu.Unlock()
		n.Add(2)
	}()
	<-done
	mu.RLock()
	t.Log(n.Load())
	mu.RUnlock()
}

func TestBoxOfRenamedTypes(t *testing.T) {
	b := NewBox()
	b.Lock()
	b.once.Do(func() { b.n.Add(5) })
	b.once.Do(func() { b.n.Add(50) })
	b.Unlock()
	<-b.after(0)
	t.Log(b.n.Load(), b.TryLock())
}

func TestAliasOfLocker(t *testing.T) {
	var l Lockable = new(synchro.Mutex)
	var m synchro.Locker = l
	m.Lock()
	l.Unlock()
	_, ok := m.(*synchro.Mutex)
	t.Log(ok)
}

func TestDefinedTypeOnDuration(t *testing.T) {
	err := Within(Deadline(10*clock.Millisecond), func(ctx context.Context) error {
		<-ctx.Done()
		return ctx.Err()
	})
	t.Log(err, errors.Is(err, context.DeadlineExceeded))
	t.Log(Within(Deadline(clock.Hour), func(context.Context) error { return nil }))
}

func TestGuardEmbedsAlias(t *testing.T) {
	var rw synchro.RWMutex
	g := Guard{Lockable: rw.RLocker(), Ctx: context.Background()}
	g.Lock()
	t.Log(rw.TryLock(), rw.TryRLock(), g.Ctx.Err())
	rw.RUnlock()
	g.Unlock()
	g.Lockable = &rw
	g.Lock()
	t.Log(rw.TryRLock())
	g.Unlock()
}
