// Waitgroupgo must be reported as a data race of two goroutines that were
// started by WaitGroup.Go, so that the go statements are in package sync.
package main

import "sync"

func main() {
	var n int
	var wg sync.WaitGroup
	wg.Go(func() { // race: created
		n = 1 // race: write
	})
	wg.Go(func() { // race: created
		n = 2 // race: write
	})
	wg.Wait()
	println(n)
}
