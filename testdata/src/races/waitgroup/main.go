// Waitgroup must be reported as a data race inside of package sync: Add is
// called in the goroutine that it counts, so nothing orders it and Wait. The
// report of Go 1.26 names no line of ours on either side.
package main

import (
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	go func() { // race: created
		wg.Add(1)
		runtime.Gosched()
		wg.Done()
	}()
	runtime.Gosched()
	wg.Wait()
}
