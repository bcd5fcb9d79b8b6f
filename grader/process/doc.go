// Package process is what the kit asks of the operating system about the processes that
// it starts: to end them with all that they started, to hear from them, and to say what
// they used; and what this one did.
package process
