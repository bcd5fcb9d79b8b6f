package record

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// MaxLine bounds one record, in bytes.
const MaxLine = 4 << 20

// Read gives each record of r to f until r ends. A line that cannot be read is
// passed over and its error returned with the others at the end: what a process
// managed to write before it died must not be lost to one bad line. A line longer
// than MaxLine ends the reading.
func Read(r io.Reader, f func(Record)) error {
	in := bufio.NewScanner(r)
	in.Buffer(make([]byte, 16<<10), MaxLine)
	var errs []error
	for n := 1; in.Scan(); n++ {
		var rec Record
		if err := json.Unmarshal(in.Bytes(), &rec); err != nil {
			errs = append(errs, fmt.Errorf("reading record %d: %w", n, err))
			continue
		}
		f(rec)
	}
	if err := in.Err(); err != nil {
		errs = append(errs, fmt.Errorf("reading records: %w", err))
	}
	return errors.Join(errs...)
}
