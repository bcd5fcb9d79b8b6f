// Maps must be reported as a data race inside of the runtime's map code: two
// goroutines assign to two keys of one map.
package main

func main() {
	m := map[string]int{}
	done := make(chan bool)
	go func() { // race: created
		m["b"] = 2 // race: write
		done <- true
	}()
	m["a"] = 1 // race: write
	<-done
}
