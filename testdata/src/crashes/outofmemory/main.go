// Outofmemory must run out of memory. It runs under a bound of memory.
package main

func main() {
	var all [][]byte
	for {
		all = append(all, make([]byte, 16<<20)) // crash
	}
}
