// Closure must be reported as a data race: a closure reads a variable that the
// function around it goes on to write.
package main

func main() {
	name := "first"
	done := make(chan bool)
	go func() { // race: created
		println(name) // race: read
		done <- true
	}()
	name = "second" // race: write
	<-done
}
