// Finished must be reported as a data race with a goroutine that has ended
// since. Many goroutines ran before it, so that the number in the report is not
// the number that the runtime gives it.
package main

import "runtime"

func main() {
	var n int
	for range 20 {
		go func() {}()
		runtime.Gosched()
	}
	go func() { n = 1 }() // race: created write
	for range 20 {
		runtime.Gosched()
	}
	n = 2 // race: write
	println(n)
}
