// Osexit must end by os.Exit and leave no crash, although it prints what looks
// like the beginning of one.
package main

import "os"

func main() {
	println("panic: not at all")
	println("fatal error: nor this")
	os.Exit(3)
}
