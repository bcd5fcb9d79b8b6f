package memo

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
)

var errEmpty = errors.New("empty key")

// counted is a function that counts its calls.
func counted(calls *atomic.Int32) Func {
	return func(key string) (int, error) {
		calls.Add(1)
		if key == "" {
			return 0, errEmpty
		}
		return len(key), nil
	}
}

// check lets a goroutine ask for each of the keys.
func check(t *testing.T, get Func, keys ...string) {
	values := make([]int, len(keys))
	errs := make([]error, len(keys))
	var wg sync.WaitGroup
	for i, key := range keys {
		wg.Go(func() { values[i], errs[i] = get(key) })
	}
	wg.Wait()
	for i, key := range keys {
		if key == "" {
			if errs[i] != errEmpty {
				t.Errorf("error %v, want %v", errs[i], errEmpty)
			}
		} else if values[i] != len(key) || errs[i] != nil {
			t.Errorf("%q: %d, %v", key, values[i], errs[i])
		}
	}
}

func TestMemo(t *testing.T) {
	var calls atomic.Int32
	check(t, New(counted(&calls)).Get, "abc", "", "abc")
	if n := calls.Load(); n != 2 {
		t.Errorf("%d calls, want 2", n)
	}
}

func TestServer(t *testing.T) {
	var calls atomic.Int32
	s := NewServer(counted(&calls))
	check(t, s.Get, "abc", "abc")
	s.Close()
	if n := calls.Load(); n != 1 {
		t.Errorf("%d calls, want 1", n)
	}
}
