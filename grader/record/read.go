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

// maxErrors bounds the errors of one stream: the first few say what is wrong, and the
// stream belongs to the code under test as well, which may write rubbish for ever.
const maxErrors = 20

var errTooLong = fmt.Errorf("the line is longer than %d bytes", MaxLine)

// errForged is a record of somebody who does not know the secret.
var errForged = errors.New("it does not carry the secret")

// Read gives each record of r that carries the secret to f until r ends. A line that cannot be read, or that
// is longer than MaxLine, is passed over and its error returned with the others at the
// end: what a process managed to write before it died must not be lost to one bad line.
func Read(r io.Reader, secret string, f func(Record)) error {
	in := bufio.NewReaderSize(r, 64<<10)
	var errs []error
	for n := 1; ; n++ {
		line, err := readLine(in)
		if err != nil && !errors.Is(err, errTooLong) {
			if !errors.Is(err, io.EOF) {
				errs = append(errs, fmt.Errorf("reading records: %w", err))
			}
			return errors.Join(errs...)
		}
		var rec Record
		if err == nil {
			err = json.Unmarshal(line, &rec)
		}
		if err == nil && rec.Secret != secret {
			err = errForged
		}
		switch {
		case err == nil:
			rec.Secret = ""
			f(rec)
		case len(errs) < maxErrors:
			errs = append(errs, fmt.Errorf("reading record %d: %w", n, err))
		}
	}
}

// readLine returns the next line without its end. It is io.EOF after the last one,
// which need not be ended, and errTooLong for one that was passed over. The line is
// valid until the next call.
func readLine(in *bufio.Reader) ([]byte, error) {
	line, err := in.ReadSlice('\n')
	if err == nil {
		return line[:len(line)-1], nil
	}
	whole := append([]byte(nil), line...)
	tooLong := false
	for errors.Is(err, bufio.ErrBufferFull) {
		line, err = in.ReadSlice('\n')
		if tooLong = tooLong || len(whole)+len(line) > MaxLine; !tooLong {
			whole = append(whole, line...)
		}
	}
	switch {
	case tooLong && (err == nil || errors.Is(err, io.EOF)):
		return nil, errTooLong
	case err == nil:
		return whole[:len(whole)-1], nil
	case errors.Is(err, io.EOF) && len(whole) > 0:
		return whole, nil
	}
	return nil, err
}
