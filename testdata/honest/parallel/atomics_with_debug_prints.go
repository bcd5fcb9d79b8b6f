// Package parallel reads many sources at once.
package parallel

import (
	"context"
	"errors"
	"log"
	"sync/atomic"
	"time"
)

// slow is how long a read may take before it is worth a line in the log.
const slow = 750 * time.Millisecond

// ReadAll calls read once for each name. The last read to end closes done.
func ReadAll(ctx context.Context, names []string, read ReadFunc) ([]string, error) {
	n := len(names)
	contents, errs := make([]string, n), make([]error, n)
	log.Printf("DEBUG ReadAll: %d names", n)

	done := make(chan struct{})
	var left atomic.Int32
	left.Store(int32(n) + 1) // one more for ReadAll itself, then 0 names are no special case
	finish := func() {
		if left.Add(-1) == 0 {
			close(done)
		}
	}

	for i := range names {
		go func() {
			defer finish()
			begin := time.Now()
			s, err := read(ctx, names[i])
			if d := time.Since(begin); d > slow {
				log.Printf("DEBUG slow: %q took %v", names[i], d)
			}
			if err != nil {
				log.Printf("DEBUG %q: %v", names[i], err)
				errs[i] = err
				return
			}
			contents[i] = s
		}()
	}
	finish()
	<-done

	log.Println("DEBUG ReadAll: all there")
	return contents, errors.Join(errs...)
}
