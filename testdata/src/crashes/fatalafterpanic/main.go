// Fatalafterpanic must die of a fatal error in a function that a panic made run.
package main

import "sync"

func main() {
	defer func() {
		var mu sync.Mutex
		mu.Unlock() // crash
	}()
	panic("first")
}
