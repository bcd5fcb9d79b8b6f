// Closing must be reported as a data race of a channel: one goroutine closes it
// while another sends, and nothing says that the send came first.
package main

func main() {
	ch := make(chan int, 1)
	done := make(chan bool)
	go func() { // race: created
		close(ch) // race: write
		done <- true
	}()
	ch <- 1 // race: read
	<-done
}
