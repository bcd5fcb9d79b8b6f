package future

import "fmt"

// PanicError is the error of a future whose producer panicked.
type PanicError struct {
	// Value is what the producer gave to panic.
	Value any
}

// Error tells of the panic and its value.
func (e *PanicError) Error() string {
	return fmt.Sprintf("the producer panicked: %v", e.Value)
}

// Unwrap returns the value if it is an error, so that errors.Is sees through
// the panic. Otherwise it returns nil.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}
