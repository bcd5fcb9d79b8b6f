// Sigquit must be sent SIGQUIT while it waits, and print all its goroutines.
package main

import "time"

func main() {
	ch := make(chan int)
	go func() { // created
		ch <- 1 // blocked: chan send
	}()
	time.Sleep(time.Hour) // blocked: sleep
}
