// Nildereference must die of a nil pointer, which the runtime learns of by a
// signal.
package main

type list struct {
	size int
	next *list
}

func main() {
	var l *list
	println(l.next.size) // crash
}
