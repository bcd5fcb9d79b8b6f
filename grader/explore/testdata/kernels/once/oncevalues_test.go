// OnceValues keeps the error for ever: the first dial finds the server not up,
// and every later dial repeats that. Breaks when the first dial comes before
// the server is up.

package once

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

func keepSuccess(dial func() (int, error)) func() (int, error) {
	var mu sync.Mutex
	var conn int
	return func() (int, error) {
		mu.Lock()
		defer mu.Unlock()
		if conn != 0 {
			return conn, nil
		}
		v, err := dial()
		if err == nil {
			conn = v
		}
		return v, err
	}
}

func dialAgain(t *testing.T, keep func(func() (int, error)) func() (int, error)) {
	var up atomic.Bool
	dial := keep(func() (int, error) {
		if !up.Load() {
			return 0, errors.New("refused")
		}
		return 1, nil
	})
	done := make(chan struct{})
	go func() {
		defer close(done)
		up.Store(true)
	}()
	dial()
	<-done
	if _, err := dial(); err != nil {
		t.Errorf("the server is up, and dial says %v", err)
	}
}

// want: wrong result
func TestOnceValuesBug(t *testing.T) { dialAgain(t, sync.OnceValues[int, error]) }

func TestOnceValuesFixed(t *testing.T) { dialAgain(t, keepSuccess) }
