// Stream itself makes the first call of next, and the caller waits for that.
//
//	verdicts = ["deadlock"]
//	means = "native"
//	fails = ["TestEachValueOnceInOrder", "TestCancelStopsTheSource"]
package passing

import (
	"context"
	"io"
)

// Stream calls next on a goroutine of its own, again and again, and sends what each
// call returned on the channel that it returns. It stops after the first error; io.EOF
// means that there is nothing more, and is not sent. If ctx ends, it stops as well.
// In the end, and whatever the reason, it closes the channel.
func Stream[T any](ctx context.Context, next func() (T, error)) <-chan Result[T] {
	out := make(chan Result[T])
	value, err := next() // mutant: who calls Stream waits for the source
	go func() {
		// Only the sender closes, and only when it will not send any more. The defer
		// covers every return below.
		defer close(out)
		// A select with two ready cases takes either. Without this look it might send
		// on and on to an eager receiver, though ctx has ended.
		for ctx.Err() == nil {
			if err == io.EOF {
				return
			}
			select {
			case out <- Result[T]{Value: value, Err: err}:
			case <-ctx.Done(): // nobody may be there to receive, now or ever
				return
			}
			if err == nil && ctx.Err() == nil {
				value, err = next()
				continue
			}
			if err != nil {
				return
			}
		}
	}()
	return out
}
