// Nested must die of the third of three panics, each begun while the one before
// it unwinds the stack.
package main

func main() {
	defer func() {
		defer func() {
			panic("third") // crash
		}()
		panic("second")
	}()
	panic("first")
}
