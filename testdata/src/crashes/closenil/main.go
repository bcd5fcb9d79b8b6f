// Closenil must die of closing a nil channel.
package main

func main() {
	var ch chan int
	close(ch) // crash
}
