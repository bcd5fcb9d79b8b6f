// Closeclosed must die of closing a closed channel.
package main

func main() {
	ch := make(chan int)
	close(ch)
	close(ch) // crash
}
