// Multiline must die of a panic with a message of three lines, one of them empty.
package main

func main() {
	panic("first\n\nthird") // crash
}
