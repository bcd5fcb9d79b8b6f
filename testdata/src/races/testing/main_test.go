// Package testing has a test that must be reported as a data race, so that the
// report stands amid what package testing prints.
package testing

import "testing"

func TestCount(t *testing.T) {
	var n int
	done := make(chan bool)
	go func() { // race: created
		n = 1 // race: write
		done <- true
	}()
	n = 2 // race: write
	<-done
	t.Log("counted to", n)
}
