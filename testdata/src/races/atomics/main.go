// Atomics must be reported as a data race: one side is atomic and the other is
// not. The report of Go 1.26 leaves out the frame that calls package atomic, so
// that it names no line of ours on that side.
package main

import "sync/atomic"

func main() {
	var n int64
	done := make(chan bool)
	go func() { // race: created
		atomic.AddInt64(&n, 1)
		done <- true
	}()
	n = 5 // race: write
	<-done
}
