// Package demo is a submission whose functions do what their names say.
package demo

import "os"

// Exit ends the process as if all were well.
func Exit() { os.Exit(0) }

// Race has two goroutines write one variable.
func Race() {
	n, done := 0, make(chan struct{})
	go func() { n++; close(done) }()
	n++
	<-done
}
