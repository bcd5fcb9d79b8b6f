// An error ends the stream like io.EOF does, and nobody hears of it.
//
//	verdicts = ["wrong result"]
//	means = "native"
//	fails = ["TestErrorArrivesLastWithItsValue", "TestEveryReceiverEnds"]
package passing

import "context"

// Stream sends what next returns, until it fails or ctx ends.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	go func() {
		defer close(out)
		for ctx.Err() == nil {
			value, err := next()
			if err != nil {
				return // mutant: the error goes nowhere
			}
			select {
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
