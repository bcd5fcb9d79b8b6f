package usetoml

import (
	"sync"
	"testing"

	"github.com/pelletier/go-toml/v2"
)

type config struct {
	Name  string
	Ports []int
}

// A library without goroutines but with caches of its own, used by two.
func TestRoundTrip(t *testing.T) {
	configs := []config{{"one", []int{1}}, {"two", []int{1, 2}}}
	got := make([]config, len(configs))
	errs := make([]error, len(configs))
	var wg sync.WaitGroup
	for i, c := range configs {
		wg.Go(func() {
			text, err := toml.Marshal(c)
			if err == nil {
				err = toml.Unmarshal(text, &got[i])
			}
			errs[i] = err
		})
	}
	wg.Wait()
	for i, c := range configs {
		if errs[i] != nil || got[i].Name != c.Name || len(got[i].Ports) != len(c.Ports) {
			t.Errorf("%v came back as %v, %v", c, got[i], errs[i])
		}
	}
}
