package registry

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestGet(t *testing.T) {
	for _, test := range []struct{ name, want string }{
		{"a", "a"},
		{"a b", "a b"},
	} {
		t.Run(strings.ReplaceAll(test.name, " ", "+"), func(t *testing.T) {
			var opened atomic.Int32
			r := New(func(name string) (*string, error) {
				opened.Add(1)
				return &name, nil
			})
			names := strings.Fields(test.name)
			var wg sync.WaitGroup
			got := make([]*string, 2)
			for i := range got {
				wg.Go(func() {
					for _, name := range names {
						got[i], _ = r.Get(name)
					}
				})
			}
			wg.Wait()
			if got[0] == nil || got[0] != got[1] {
				t.Errorf("two things of one name: %v", got)
			}
			if n := int(opened.Load()); n != len(names) {
				t.Errorf("opened %d, want %d", n, len(names))
			}
			if s := r.Names(); s != test.want {
				t.Errorf("names %q, want %q", s, test.want)
			}
			if n := r.Uses(names[0]); n != 2 {
				t.Errorf("%q was used %d times", names[0], n)
			}
		})
	}
}

// Two close: it is done once, and each may rely on it afterwards.
func TestClose(t *testing.T) {
	r := New(func(string) (int, error) { return 1, nil })
	times := 0
	seen := make(chan int)
	for range 2 {
		go func() {
			r.Close(func() { times++ })
			seen <- times
		}()
	}
	if v, err := r.Get("x"); err == nil && v != 1 || err != nil && !errors.Is(err, ErrClosed) {
		t.Errorf("Get = %d, %v", v, err)
	}
	for range 2 {
		if n := <-seen; n != 1 {
			t.Errorf("closed %d times", n)
		}
	}
	if _, err := r.Get("x"); err != ErrClosed {
		t.Errorf("after Close: %v", err)
	}
}
