package gostmts

import "testing"

// The type of what is shifted is of a package that this file does not import.
func TestShiftOfUnnamedType(t *testing.T) {
	out := make(chan string, 2)
	n := 3
	go tell(out, 1<<n)
	t.Log(<-out)
	func(time, int string) {
		go tell(out, 1<<n)
		t.Log(<-out, time, int)
	}("a", "b")
}

var longest, shortest = durations()

func TestVariablesOfUnnamedTypes(t *testing.T) {
	t.Log(longest, shortest)
}
