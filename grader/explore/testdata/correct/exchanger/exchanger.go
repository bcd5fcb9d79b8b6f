// Package exchanger is a meeting point where two goroutines swap values: each
// offers to send and to receive on the same channel at once.
package exchanger

import "context"

type offer[T any] struct {
	value T
	reply chan T // with room for one, so that the partner need not wait
}

// Exchanger pairs its callers.
type Exchanger[T any] struct {
	offers chan offer[T]
}

// New makes an exchanger.
func New[T any]() *Exchanger[T] { return &Exchanger[T]{make(chan offer[T])} }

// Swap gives v to a partner and returns the partner's value. It gives up with
// ctx as long as there is no partner.
func (x *Exchanger[T]) Swap(ctx context.Context, v T) (T, error) {
	mine := offer[T]{v, make(chan T, 1)}
	select {
	case x.offers <- mine:
		return <-mine.reply, nil
	case theirs := <-x.offers:
		theirs.reply <- v
		return theirs.value, nil
	case <-ctx.Done():
		var zero T
		return zero, ctx.Err()
	}
}
