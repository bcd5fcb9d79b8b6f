package coroutine

import (
	"errors"
	"fmt"
)

// ErrDone is the error of Resume when the body has ended and there is nothing else to say.
var ErrDone = errors.New("the coroutine is done")

// PanicError is the error of Resume when the body has panicked.
type PanicError struct {
	// Value is what the body gave to panic.
	Value any
}

// Error tells of the panic and its value.
func (e *PanicError) Error() string {
	return fmt.Sprintf("the body panicked: %v", e.Value)
}
