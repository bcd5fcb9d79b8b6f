// Repeated must be reported as the same data race three times over: three
// goroutines run one line. It runs with GORACE=suppress_equal_stacks=0
// suppress_equal_addresses=0.
package main

func main() {
	var n int
	done := make(chan bool)
	for range 4 {
		go func() { // race: created
			n = 1 // race: write
			done <- true
		}()
	}
	for range 4 {
		<-done
	}
	println(n)
}
