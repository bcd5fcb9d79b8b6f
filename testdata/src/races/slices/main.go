// Slices must be reported as a data race of the variable that holds a slice: two
// goroutines append to it. (The race of its array is not told of by default.)
package main

func main() {
	all := make([]int, 0, 8)
	done := make(chan bool)
	add := func(n int) {
		all = append(all, n) // race: read write
		done <- true
	}
	go add(1) // race: caller created
	go add(2) // race: caller created
	<-done
	<-done
}
