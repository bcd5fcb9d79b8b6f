// Negativewaitgroup must die of a WaitGroup that is done more often than it was
// added to.
package main

import "sync"

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Done()
	wg.Done() // crash
}
