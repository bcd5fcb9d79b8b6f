package lazyinit

import (
	"errors"
	"sync"
	"testing"
)

type config struct{ name, value string }

// All see one complete value, made once.
func TestOnce(t *testing.T) {
	made := 0
	l := New(func() (config, error) {
		made++
		return config{"n", "v"}, nil
	})
	got := make([]*config, 3)
	var wg sync.WaitGroup
	for i := range got {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if p := l.Peek(); p != nil && p.value == "" {
				return // half made: got[i] stays nil
			}
			got[i], _ = l.Get()
		}()
	}
	wg.Wait()
	for i, p := range got {
		if p == nil || p != got[0] || *p != (config{"n", "v"}) {
			t.Errorf("goroutine %d got %v", i, p)
		}
	}
	if made != 1 {
		t.Errorf("made %d times", made)
	}
}

// The first attempt fails: exactly one caller sees the error.
func TestRetry(t *testing.T) {
	tries := 0
	l := New(func() (int, error) {
		tries++
		if tries == 1 {
			return 0, errors.New("not yet")
		}
		return tries, nil
	})
	errs := make(chan error)
	for range 3 {
		go func() {
			_, err := l.Get()
			errs <- err
		}()
	}
	failed := 0
	for range 3 {
		if <-errs != nil {
			failed++
		}
	}
	if failed != 1 || tries != 2 {
		t.Errorf("%d failed, %d tries", failed, tries)
	}
	if p := l.Peek(); p == nil || *p != 2 {
		t.Errorf("value %v", p)
	}
}
