// Package useporcupine holds tests of concurrent code that uses the public module
// github.com/anishathalye/porcupine.
package useporcupine
