// Lookalike must die of a panic after it printed what looks like another one.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	println("panic: made up")
	println("fatal error: all goroutines are asleep - deadlock!\n")
	os.Stderr.Write(debug.Stack())
	print("no line break before ")
	panic("real") // crash
}
