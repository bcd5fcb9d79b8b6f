// Package canary is the program that every exploration must find to be wrong, by the same
// rewriter and the same search as what is explored: an instrumenter that quietly does
// nothing would report success on any program.
package canary

import _ "embed"

// Source is the program: a test with a data race, and a lost update without one.
//
//go:embed canary.go.txt
var Source []byte

// Test is the name of its test function.
const Test = "TestCanary"
