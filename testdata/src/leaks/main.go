// Leaks must leave one goroutine behind for each way to be blocked for ever, and
// some that are not blocked for ever. It then prints what a tool says of them:
// "goleak" the error of go.uber.org/goleak, "profile" the goroutine leak
// profile, "stacks" the runtime's dump, "none" the profile before any leaked.
package main

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/pprof"
	"sync"
	"time"

	"go.uber.org/goleak"
)

func main() {
	tool := os.Args[1]
	if tool == "none" {
		close(keep)
	} else {
		leak()
		// The goroutines have nothing to say when they are about to block.
		time.Sleep(50 * time.Millisecond)
	}
	switch tool {
	case "goleak":
		fmt.Println(goleak.Find())
	case "stacks":
		buf := make([]byte, 1<<20)
		fmt.Printf("%s", buf[:runtime.Stack(buf, true)])
	default:
		_ = pprof.Lookup("goroutineleak").WriteTo(os.Stdout, 2)
	}
	<-keep
}

func leak() {
	leakOnChannels()
	leakOnLocks()
	go outer()
	go func() { keep <- false }() // alive: chan send
	go sleep()
	go spin()
	go serve()
}

func leakOnChannels() {
	ch, full := make(chan int), make(chan int, 1)
	full <- 1
	var none chan int
	go func() { ch <- 1 }()    // leak: chan send
	go func() { full <- 2 }()  // leak: chan send
	go func() { none <- 1 }()  // leak: chan send (nil chan)
	go func() { <-none }()     // leak: chan receive (nil chan)
	go func() { select {} }()  // leak: select (no cases)
	go receive(make(chan int)) // leak: created
	go choose(make(chan int))  // leak: created
}

func receive(ch <-chan int) {
	for range ch { // leak: chan receive
	}
}

func choose(ch chan int) {
	select { // leak: select
	case <-ch:
	case ch <- 1:
	}
}

func leakOnLocks() {
	var mu sync.Mutex
	mu.Lock()
	go func() { mu.Lock() }() // leak: sync.Mutex.Lock
	var rw sync.RWMutex
	rw.Lock()
	go func() { rw.Lock() }()  // leak: sync.Mutex.Lock
	go func() { rw.RLock() }() // leak: sync.RWMutex.RLock
	var read sync.RWMutex
	read.RLock()
	go func() { read.Lock() }() // leak: sync.RWMutex.Lock
	var wg sync.WaitGroup
	wg.Add(1)
	go wg.Wait() // leak: created
	var group sync.WaitGroup
	group.Go(func() {
		mu.Lock() // leak: sync.Mutex.Lock
	})
	cond := sync.NewCond(new(sync.Mutex))
	go func() { // leak: created
		cond.L.Lock()
		defer cond.L.Unlock()
		cond.Wait() // leak: sync.Cond.Wait
	}()
}

// outer starts a goroutine that leaks, and ends.
func outer() {
	go stack(5, make(chan bool)) // leak: created
}

func stack(depth int, ch chan bool) {
	if depth > 0 {
		stack(depth-1, ch) // leak: chan send
		return
	}
	ch <- true // leak: chan send
}

func sleep() { time.Sleep(time.Hour) }

func spin() {
	for {
		runtime.Gosched()
	}
}

func serve() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	_, _ = l.Accept()
}

// keep can be reached for as long as the process lives.
var keep = make(chan bool)
