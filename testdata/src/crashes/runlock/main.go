// Runlock must die of a fatal error: it read-unlocks an RWMutex that is not
// locked.
package main

import "sync"

func main() {
	var mu sync.RWMutex
	mu.RUnlock() // crash
}
