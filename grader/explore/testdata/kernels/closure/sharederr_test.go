// One err for two goroutines: both closures assign the err of the function
// around them. Breaks whenever both run: nothing orders the two writes, and the
// nil of one may wipe out the error of the other.

package closure

import (
	"errors"
	"sync"
	"testing"
)

func shardWrite(i int) error {
	if i == 0 {
		return errors.New("disk full")
	}
	return nil
}

// want: data race, wrong result
func TestSharedErrBug(t *testing.T) {
	var err error
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			err = shardWrite(i)
		}()
	}
	wg.Wait()
	if err == nil {
		t.Errorf("the error is lost")
	}
}

func TestSharedErrFixed(t *testing.T) {
	var errs [2]error
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = shardWrite(i)
		}()
	}
	wg.Wait()
	if errors.Join(errs[:]...) == nil {
		t.Errorf("the error is lost")
	}
}
