package deadlock

import "errors"

// ErrInsufficient is the error of a transfer for which there is not enough money.
var ErrInsufficient = errors.New("insufficient funds")
