// Several must be reported as three data races, of three variables, in one
// process. It runs with GORACE=suppress_equal_stacks=0
// suppress_equal_addresses=0, as everything that is graded does.
package main

func main() {
	var a, b, c int
	done := make(chan bool)
	go func() { // race: created
		a = 1 // race: write
		b = 1 // race: write
		c = 1 // race: write
		done <- true
	}()
	a = 2      // race: write
	b = 2      // race: write
	println(c) // race: read
	<-done
	println(a, b)
}
