// Stackoverflow must die of a fatal error: a function that calls itself without
// end uses up the stack, which is noticed as the function is entered.
package main

import "runtime/debug"

func main() {
	debug.SetMaxStack(1 << 16)
	println(depth(1))
}

func depth(n int) int { // crash
	return depth(n+1) + 1
}
