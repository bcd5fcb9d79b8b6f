// Sendclosed must die of a send on a closed channel.
package main

func main() {
	ch := make(chan int)
	go func() { // created
		ch <- 1 // crash
	}()
	close(ch)
	select {}
}
