// Goroutinebomb must run out of memory by starting goroutines without end. It
// runs under a bound of memory.
package main

func main() {
	ch := make(chan bool)
	for {
		go func() { <-ch }()
	}
}
