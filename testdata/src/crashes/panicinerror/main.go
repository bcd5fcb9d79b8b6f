// Panicinerror must die of a fatal error: the Error method of the panic's value
// panics itself.
package main

type broken struct{}

func (broken) Error() string {
	panic("in Error") // crash
}

func main() {
	panic(broken{})
}
