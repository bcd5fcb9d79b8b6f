// Threadbomb must run out of memory by starting threads without end. It runs
// under a bound of memory, with cgo.
package main

// int number;
import "C"

import (
	"runtime"
	"time"
)

func main() {
	_ = C.number
	for {
		go func() {
			runtime.LockOSThread()
			select {}
		}()
		time.Sleep(10 * time.Microsecond)
	}
}
