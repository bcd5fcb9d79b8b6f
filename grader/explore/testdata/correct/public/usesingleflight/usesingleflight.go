// Package usesingleflight holds tests of concurrent code that uses the public module
// golang.org/x/sync/singleflight.
package usesingleflight
