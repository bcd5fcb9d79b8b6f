// Structvalue must die of a panic whose value the runtime can only print the
// type and the address of.
package main

type failure struct {
	code int
	why  string
}

func main() {
	panic(failure{7, "tired"}) // crash
}
