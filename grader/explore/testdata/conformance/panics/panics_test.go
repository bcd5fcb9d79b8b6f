package panics

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
)

func try(f func()) (r any) {
	defer func() { r = recover() }()
	f()
	return "no panic"
}

func TestChannelPanics(t *testing.T) {
	for _, f := range []func(){
		func() { var c chan int; close(c) },
		func() { c := make(chan int); close(c); close(c) },
		func() { c := make(chan int, 1); close(c); c <- 1 },
		func() { n := -1; _ = make(chan int, n) },
	} {
		r := try(f)
		err, ok := r.(runtime.Error)
		t.Log(r, ok)
		if ok {
			t.Log(err.Error())
		}
	}
}

func TestSendOnClosedInGoroutine(t *testing.T) {
	c, gate := make(chan int), make(chan struct{})
	res := make(chan any)
	go func() {
		<-gate
		res <- try(func() { c <- 1 })
	}()
	close(c)
	close(gate)
	t.Log(<-res)
}

func TestRuntimeErrors(t *testing.T) {
	var (
		p    *struct{ x int }
		m    map[string]int
		s    []int
		arr  [2]int
		zero int
		x    any = "s"
		f    func()
		e    error
		i    = 5
	)
	for _, g := range []func(){
		func() { p.x = 1 },
		func() { m["a"] = 1 },
		func() { s[i] = 1 },
		func() { _ = arr[i] },
		func() { _ = s[:i] },
		func() { _ = arr[i:] },
		func() { i /= zero },
		func() { _ = x.(int) },
		func() { _ = x.(fmt.Stringer) },
		func() { f() },
		func() { _ = e.Error() },
		func() { _ = [4]int(s) },
		func() { _ = make([]int, zero-1) },
		func() { _ = map[any]int{[]int{}: 1} },
		func() { var a, b any = s, s; _ = a == b },
		func() { zero--; _ = 1 << zero },
	} {
		r := try(g)
		_, ok := r.(runtime.Error)
		t.Log(r, ok)
	}
}

func TestRecoverInGoroutine(t *testing.T) {
	errs := make(chan error)
	for i := range 2 {
		go func() {
			defer func() {
				if r := recover(); r != nil {
					errs <- fmt.Errorf("recovered: %v", r)
					return
				}
				errs <- nil
			}()
			if i == 1 {
				var s []int
				_ = s[i]
			}
		}()
	}
	t.Log(errors.Join(<-errs, <-errs))
}

func TestRepanic(t *testing.T) {
	t.Log(try(func() {
		defer func() {
			r := recover()
			panic(fmt.Sprint(r, " again"))
		}()
		panic("first")
	}))
}

func TestPanicInDeferReplaces(t *testing.T) {
	var log []string
	r := try(func() {
		defer func() { log = append(log, "last") }()
		defer func() { panic("second") }()
		defer func() { log = append(log, "first") }()
		panic("original")
	})
	t.Log(r, log)
}

func TestRecoverOnlyInDeferredFunction(t *testing.T) {
	helper := func() any { return recover() }
	t.Log(try(func() {
		defer func() {
			func() { t.Log("nested:", recover()) }()
			t.Log("helper:", helper())
		}()
		panic("kept")
	}))
	t.Log(recover())
}

type saver struct{ r any }

func (s *saver) save() { s.r = recover() }

type saveable interface{ save() }

func TestRecoverInDeferredMethods(t *testing.T) {
	s := new(saver)
	func() { defer s.save(); panic(1) }()
	t.Log(s.r)
	func() { f := s.save; defer f(); panic(2) }()
	t.Log(s.r)
	func() { var i saveable = s; defer i.save(); panic(3) }()
	t.Log(s.r)
	func() { defer (*saver).save(s); panic(4) }()
	t.Log(s.r)
	func() {
		type wrap struct{ *saver }
		w := wrap{s}
		defer w.save()
		panic(5)
	}()
	t.Log(s.r)
}

func recoverInto[T any](dst *T) {
	if v, ok := recover().(T); ok {
		*dst = v
	}
}

func TestRecoverInGenericFunction(t *testing.T) {
	f := func() (n int) {
		defer recoverInto(&n)
		panic(42)
	}
	g := func() (err error) {
		defer recoverInto[error](&err)
		panic(errors.New("e"))
	}
	t.Log(f(), g())
}

func TestPanicNil(t *testing.T) {
	r := try(func() { panic(nil) })
	err, ok := r.(error)
	var pn *runtime.PanicNilError
	t.Log(ok, errors.As(err, &pn))
	t.Log(err)
	_, isRuntime := r.(runtime.Error)
	t.Log(isRuntime)
}

func TestPanicValues(t *testing.T) {
	type point struct{ x, y int }
	p := &point{1, 2}
	sentinel := errors.New("sentinel")
	for _, v := range []any{1, "s", 2.5, point{3, 4}, p, sentinel, []int{1}, error(nil) != nil} {
		r := try(func() { panic(v) })
		t.Logf("%T", r)
	}
	t.Log(try(func() { panic(p) }) == any(p), try(func() { panic(sentinel) }) == sentinel)
	err := try(func() { panic(fmt.Errorf("wrap: %w", sentinel)) }).(error)
	t.Log(errors.Is(err, sentinel), err)
}

func TestNamedResultSetByRecover(t *testing.T) {
	div := func(a, b int) (q int, err error) {
		defer func() {
			if r := recover(); r != nil {
				q, err = -1, r.(error)
			}
		}()
		q = a / b
		return
	}
	t.Log(div(6, 3))
	t.Log(div(1, 0))
}

func TestDefersRunDuringPanic(t *testing.T) {
	var mu sync.Mutex
	c := make(chan int, 3)
	r := try(func() {
		mu.Lock()
		defer mu.Unlock()
		defer close(c)
		for i := range 3 {
			defer func() { c <- i }()
		}
		panic("x")
	})
	t.Log(r, mu.TryLock())
	for v := range c {
		t.Log(v)
	}
}

func TestGoexitRunsDefers(t *testing.T) {
	c := make(chan string, 3)
	go func() {
		defer close(c)
		defer func() { c <- fmt.Sprint("recover: ", recover()) }()
		defer func() { c <- "deferred" }()
		func() {
			defer func() { c <- "inner" }()
			runtime.Goexit()
		}()
		c <- "unreachable"
	}()
	for s := range c {
		t.Log(s)
	}
}

func TestGoexitInWaitGroup(t *testing.T) {
	var wg sync.WaitGroup
	n := 0
	wg.Go(func() {
		n++
		runtime.Goexit()
		n += 10
	})
	wg.Add(1)
	go func() {
		defer wg.Done()
		runtime.Goexit()
	}()
	wg.Wait()
	t.Log(n)
}

func TestGoexitAfterRecoveredPanic(t *testing.T) {
	c := make(chan any, 2)
	go func() {
		defer close(c)
		defer func() {
			defer func() { c <- recover() }()
			c <- recover()
			runtime.Goexit()
		}()
		panic("p")
	}()
	for v := range c {
		t.Log(v)
	}
}

func TestGoexitReplacesPanic(t *testing.T) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer runtime.Goexit()
		panic("swallowed")
	}()
	<-done
	t.Log("alive")
}

func TestPanicDuringGoexitRecovered(t *testing.T) {
	c := make(chan any, 2)
	go func() {
		defer close(c)
		defer func() { c <- "outer" }()
		defer func() {
			defer func() { c <- recover() }()
			panic("during exit")
		}()
		runtime.Goexit()
	}()
	for v := range c {
		t.Log(v)
	}
}

func TestGoexitFromDeepCalls(t *testing.T) {
	c := make(chan int, 4)
	var down func(n int)
	down = func(n int) {
		defer func() { c <- n }()
		if n == 2 {
			runtime.Goexit()
		}
		down(n + 1)
		c <- 100
	}
	go func() { defer close(c); down(0) }()
	for v := range c {
		t.Log(v)
	}
}

func TestErrorsAsRuntimeError(t *testing.T) {
	r := try(func() { var m map[string]int; m["k"]++ })
	var re runtime.Error
	t.Log(errors.As(fmt.Errorf("ctx: %w", r.(error)), &re))
	t.Log(re)
	_, ok := errors.AsType[*runtime.TypeAssertionError](r.(error))
	t.Log(ok)
	r = try(func() { var x any; _ = x.(string) })
	_, ok = errors.AsType[*runtime.TypeAssertionError](r.(error))
	t.Log(ok, r)
}

func TestPanicCrossesChannelWait(t *testing.T) {
	c := make(chan int)
	res := make(chan any)
	go func() {
		res <- try(func() {
			v := <-c
			panic(v * 2)
		})
	}()
	c <- 21
	t.Log(<-res)
}

func TestRecoverReturnsFromPanickingFunctionOnly(t *testing.T) {
	var log []string
	outer := func() {
		log = append(log, fmt.Sprint(try(func() { panic("a") })))
		log = append(log, "after")
	}
	outer()
	t.Log(log)
}

func TestDeferLoopWithRecoverEach(t *testing.T) {
	n := 0
	for i := range 4 {
		func() {
			defer func() {
				if recover() != nil {
					n++
				}
			}()
			if i%2 == 1 {
				panic(i)
			}
		}()
	}
	t.Log(n)
}
