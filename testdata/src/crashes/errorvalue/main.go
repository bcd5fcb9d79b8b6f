// Errorvalue must die of a panic whose message is the text of an error, in two
// lines.
package main

import (
	"errors"
	"fmt"
)

func main() {
	panic(fmt.Errorf("reading the list:\n%w", errors.New("it is gone"))) // crash
}
