// Nested must be reported as a data race between two goroutines, one of which
// was started by the other, so that its report says two creations.
package main

func main() {
	var total int
	done := make(chan bool)
	go func() { // race: created
		go func() { // race: created
			total = 1 // race: write
			done <- true
		}()
		total = 2 // race: write
		done <- true
	}()
	<-done
	<-done
	println(total)
}
