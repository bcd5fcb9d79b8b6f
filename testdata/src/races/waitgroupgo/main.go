// Waitgroupgo must be reported as a data race of two goroutines that were
// started by WaitGroup.Go, whose go statement is in package sync. The report of
// Go 1.26 does not say where Go was called.
package main

import "sync"

func main() {
	var n int
	var wg sync.WaitGroup
	wg.Go(func() {
		n = 1 // race: write
	})
	wg.Go(func() {
		n = 2 // race: write
	})
	wg.Wait()
	println(n)
}
