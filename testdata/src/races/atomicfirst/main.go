// Atomicfirst must be reported as a data race whose earlier side is atomic. The
// report of Go 1.26 leaves out the frame that calls package atomic, so its
// innermost line of ours is the caller of add.
package main

import (
	"runtime"
	"sync/atomic"
)

type gauge struct{ n atomic.Int64 }

//go:noinline
func (g *gauge) add(n int64) {
	g.n.Add(n)
}

func main() {
	var g gauge
	done := make(chan bool)
	go func() { // race: created
		g.add(1) // race: write
		<-done
	}()
	runtime.Gosched()
	g = gauge{} // race: write
	close(done)
}
