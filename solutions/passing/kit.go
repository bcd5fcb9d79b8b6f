package passing

// Result is what one call of next returned: a value and an error that belong together.
//
// This file belongs to the kit: Stream sends its results to the caller.
type Result[T any] struct {
	Value T
	Err   error
}
