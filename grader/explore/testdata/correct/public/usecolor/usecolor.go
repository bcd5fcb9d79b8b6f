// Package usecolor holds tests of concurrent code that uses the public module
// github.com/fatih/color.
package usecolor
