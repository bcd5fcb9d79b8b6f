// Goexit must die of a panic in a function that was deferred by a goroutine
// that is ending by runtime.Goexit.
package main

import "runtime"

func main() {
	go func() { // created
		defer func() {
			panic("on the way out") // crash
		}()
		runtime.Goexit()
	}()
	select {}
}
