// Package testing has a test that must die of a panic amid what package testing
// prints.
package testing

import "testing"

func TestDivide(t *testing.T) {
	t.Log("dividing")
	zero := len(t.Name()) - len("TestDivide")
	t.Log(1 / zero) // crash
}
