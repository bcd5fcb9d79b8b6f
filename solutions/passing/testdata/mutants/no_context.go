// The context is not used at all.
//
//	verdicts = ["goroutine leak", "wrong result"]
//	means = "native"
//	fails = ["TestCancelFreesTheSender", "TestCancelStopsTheSource"]
package passing

import (
	"context"
	"io"
)

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](_ context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		defer close(out)
		for {
			value, err := next() // mutant: called again after the cancel
			if err == io.EOF {
				return
			}
			out <- Result[T]{Value: value, Err: err} // mutant: waits for ever if nobody receives
			if err != nil {
				return
			}
		}
	}()
	return out
}
