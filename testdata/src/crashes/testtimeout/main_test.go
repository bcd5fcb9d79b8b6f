// Package testtimeout has a test that must die of the panic of package testing
// when the time is up. It runs with -timeout=200ms.
package testtimeout

import "testing"

func TestWait(t *testing.T) {
	<-make(chan bool) // blocked: chan receive
}
