// Package passing hands values from one goroutine to others.
//
// The task: this Stream passes each value and its error in two shared variables, and
// the goroutine that fills them does not wait until they have been read. Pass them on
// safely, end in order, and let a cancel end it too. README.md has the contract.
package passing

import "context"

// Stream calls next on a goroutine of its own, again and again, and sends what each
// call returned on the channel that it returns. It stops after the first error; io.EOF
// means that there is nothing more, and is not sent. If ctx ends, it stops as well.
// In the end, and whatever the reason, it closes the channel.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	// TODO: two goroutines share these two variables, and a signal carries no value.
	var value T
	var err error
	ready := make(chan struct{}, 8)
	go func() {
		defer close(ready)
		for err == nil {
			value, err = next()
			ready <- struct{}{}
		}
	}()
	go func() {
		defer close(out)
		for range ready {
			out <- Result[T]{Value: value, Err: err}
		}
	}()
	return out
}
