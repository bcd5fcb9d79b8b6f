// Goroutine must die of a panic in a goroutine that another goroutine started,
// while more of them wait.
package main

func main() {
	done := make(chan bool)
	for range 3 {
		go func() { <-done }()
	}
	go func() {
		go work() // created
		<-done
	}()
	<-done
}

func work() {
	var steps []int
	steps[3] = 1 // crash
}
