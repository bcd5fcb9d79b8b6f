// Unlock must die of a fatal error: it unlocks a mutex that is not locked.
package main

import "sync"

func main() {
	var mu sync.Mutex
	mu.Unlock() // crash
}
