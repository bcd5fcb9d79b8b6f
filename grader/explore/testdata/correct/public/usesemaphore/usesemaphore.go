// Package usesemaphore holds tests of concurrent code that uses the public module
// golang.org/x/sync/semaphore.
package usesemaphore
