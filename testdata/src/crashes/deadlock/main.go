// Deadlock must die of a fatal error, built without the race detector: every
// goroutine waits. (With the race detector it hangs.)
package main

func main() {
	ch := make(chan int)
	go func() { ch <- 1 }()
	<-ch
	<-ch // crash
}
