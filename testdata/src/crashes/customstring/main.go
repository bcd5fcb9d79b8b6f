// Customstring must die of a panic with a value of a string type of its own, of
// two lines.
package main

type word string

func main() {
	panic(word("first\nsecond")) // crash
}
