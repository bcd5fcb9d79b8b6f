// Mainread must be reported as a data race between the main goroutine, which
// reads, and another one, which writes.
package main

func main() {
	var stop bool
	done := make(chan bool)
	go func() { // race: created
		stop = true // race: write
		done <- true
	}()
	if stop { // race: read
		println("stopped")
	}
	<-done
}
