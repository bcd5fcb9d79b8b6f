package runtimes

import (
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
)

func TestGosched(t *testing.T) {
	var wg sync.WaitGroup
	res := [2]int{}
	for i := range res {
		wg.Go(func() {
			for range 2 {
				runtime.Gosched()
				res[i]++
			}
		})
	}
	wg.Wait()
	t.Log(res)
}

func TestNumbers(t *testing.T) {
	t.Log(runtime.NumCPU() > 0, runtime.GOMAXPROCS(0) > 0, runtime.NumGoroutine() > 0)
	t.Log(runtime.GOOS != "", runtime.GOARCH != "", strings.Contains(runtime.Version(), "go"), runtime.Compiler)
}

func TestGOMAXPROCSRoundTrip(t *testing.T) {
	old := runtime.GOMAXPROCS(1)
	now := runtime.GOMAXPROCS(old)
	t.Log(now, runtime.GOMAXPROCS(0) == old)
}

func TestGCAndKeepAlive(t *testing.T) {
	p := new([64]int)
	p[3] = 7
	runtime.GC()
	t.Log(p[3])
	runtime.KeepAlive(p)
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	t.Log(ms.Alloc > 0)
}

func TestLockOSThread(t *testing.T) {
	c := make(chan int)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		c <- 1
	}()
	t.Log(<-c)
}

func TestCallerFunction(t *testing.T) {
	pc, file, line, ok := runtime.Caller(0)
	t.Log(ok, line > 0, strings.HasSuffix(file, ".go"), strings.Contains(runtime.FuncForPC(pc).Name(), "runtimes"))
	pcs := make([]uintptr, 8)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(0, pcs)])
	_, more := frames.Next()
	t.Log(more)
}

func TestStack(t *testing.T) {
	buf := make([]byte, 1<<12)
	s := string(buf[:runtime.Stack(buf, false)])
	t.Log(strings.HasPrefix(s, "goroutine "), len(debug.Stack()) > 0)
}

func TestGoexitSkipsRest(t *testing.T) {
	c := make(chan string, 2)
	go func() {
		defer close(c)
		c <- "before"
		runtime.Goexit()
		c <- "after"
	}()
	for s := range c {
		t.Log(s)
	}
}

func TestRuntimeErrorInterface(t *testing.T) {
	defer func() {
		err, ok := recover().(runtime.Error)
		t.Log(ok, err)
	}()
	var s []int
	_ = s[len(s)]
}
