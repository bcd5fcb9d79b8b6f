// Package usegroup holds tests of concurrent code that uses the public module
// golang.org/x/sync/errgroup.
package usegroup
