// Maingoexit must die of a fatal error without any stack, built without the race
// detector: the main goroutine ends and none is left.
package main

import "runtime"

func main() {
	runtime.Goexit()
}
