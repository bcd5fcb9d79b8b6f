package contexts

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

type valued struct {
	context.Context
	m map[any]any
}

func (v valued) Value(k any) any {
	if x, ok := v.m[k]; ok {
		return x
	}
	return v.Context.Value(k)
}

func TestEmbeddingContextAsParent(t *testing.T) {
	base, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, "base"))
	v := valued{base, map[any]any{"extra": 1}}
	child, cancelChild := context.WithCancel(v)
	defer cancelChild()
	t.Log(child.Value("extra"), child.Value(key{}), child.Value("none"))
	cancel()
	<-child.Done()
	t.Log(child.Err(), v.Err())
}

type manual struct {
	done chan struct{}
	mu   sync.Mutex
	err  error
}

func (m *manual) Deadline() (time.Time, bool) { return time.Time{}, false }
func (m *manual) Done() <-chan struct{}       { return m.done }
func (m *manual) Value(any) any               { return nil }
func (m *manual) Err() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.err
}

func (m *manual) finish(err error) {
	m.mu.Lock()
	m.err = err
	m.mu.Unlock()
	close(m.done)
}

func TestCustomParentCancelled(t *testing.T) {
	m := &manual{done: make(chan struct{})}
	child, cancel := context.WithCancel(m)
	defer cancel()
	t.Log(child.Err())
	m.finish(errStop)
	<-child.Done()
	t.Log(child.Err(), context.Cause(child))
}

func TestCustomParentChildCancelled(t *testing.T) {
	m := &manual{done: make(chan struct{})}
	child, cancel := context.WithTimeout(m, time.Hour)
	cancel()
	<-child.Done()
	t.Log(child.Err(), m.Err())
}

func TestCustomParentAlreadyDone(t *testing.T) {
	m := &manual{done: make(chan struct{})}
	m.finish(errStop)
	child, cancel := context.WithCancel(m)
	defer cancel()
	t.Log(child.Err(), context.Cause(child), context.Cause(m))
}

type notifying struct {
	manual
	fs map[int]func()
	n  int
}

func (c *notifying) AfterFunc(f func()) func() bool {
	c.n++
	id := c.n
	c.fs[id] = f
	return func() bool {
		_, ok := c.fs[id]
		delete(c.fs, id)
		return ok
	}
}

func TestCustomParentWithAfterFunc(t *testing.T) {
	c := &notifying{manual: manual{done: make(chan struct{})}, fs: map[int]func(){}}
	child, cancel := context.WithCancel(c)
	t.Log(len(c.fs))
	other, cancelOther := context.WithCancel(c)
	defer cancelOther()
	cancel()
	t.Log(len(c.fs), child.Err())
	c.finish(errStop)
	for _, f := range c.fs {
		f()
	}
	t.Log(other.Err())
}

func TestCustomDoneNil(t *testing.T) {
	m := &manual{}
	child, cancel := context.WithCancel(m)
	t.Log(child.Err(), child.Done() == nil)
	cancel()
	t.Log(child.Err())
}

func worker(ctx context.Context, in <-chan int, out chan<- int) error {
	for {
		select {
		case v, ok := <-in:
			if !ok {
				return nil
			}
			select {
			case out <- v * 2:
			case <-ctx.Done():
				return ctx.Err()
			}
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

func TestWorkerStopsOnCancel(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	in, out, errs := make(chan int), make(chan int), make(chan error)
	go func() { errs <- worker(ctx, in, out) }()
	in <- 4
	t.Log(<-out)
	cancel(errStop)
	t.Log(<-errs)
}

func TestWorkerStopsOnClose(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	in, out, errs := make(chan int), make(chan int, 1), make(chan error)
	go func() { errs <- worker(ctx, in, out) }()
	in <- 4
	close(in)
	t.Log(<-errs, <-out)
}

func TestTimeoutOfSlowCall(t *testing.T) {
	call := func(ctx context.Context, d time.Duration) (string, error) {
		select {
		case <-time.After(d):
			return "result", nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 4*unit)
	defer cancel()
	t.Log(call(ctx, unit))
	t.Log(call(ctx, time.Hour))
}

func TestFirstResultCancelsOthers(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	res := make(chan string, 1)
	var wg sync.WaitGroup
	var mu sync.Mutex
	stopped := 0
	for i := range 3 {
		wg.Go(func() {
			if i == 1 {
				res <- "winner"
				return
			}
			<-ctx.Done()
			mu.Lock()
			stopped++
			mu.Unlock()
		})
	}
	w := <-res
	cancel()
	wg.Wait()
	t.Log(w, stopped)
}

func TestJoinedErrors(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.Join(errStop, context.DeadlineExceeded))
	err := context.Cause(ctx)
	t.Log(errors.Is(err, errStop), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled))
}

func TestContextInStructAndInterface(t *testing.T) {
	type server struct {
		ctx    context.Context
		cancel context.CancelFunc
	}
	var s server
	s.ctx, s.cancel = context.WithCancel(context.Background())
	stop := s.cancel
	err := s.ctx.Err
	t.Log(err())
	stop()
	t.Log(err(), (context.Context).Err(s.ctx))
	var x any = s.ctx
	_, ok := x.(context.Context)
	t.Log(ok)
}

func TestCancelInDeferOrder(t *testing.T) {
	var ctx context.Context
	func() {
		var cancel func()
		ctx, cancel = context.WithCancel(context.Background())
		defer func() { t.Log("after cancel:", ctx.Err()) }()
		defer cancel()
		defer func() { t.Log("before cancel:", ctx.Err()) }()
	}()
	t.Log(ctx.Err())
}

func TestManyWaitersReleased(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), unit)
	defer cancel()
	errs := make(chan error)
	for range 2 {
		go func() {
			<-ctx.Done()
			errs <- ctx.Err()
		}()
	}
	t.Log(<-errs, <-errs)
}
