package background

import (
	"slices"
	"sync"
	"testing"
)

func TestEverybodyIsLogged(t *testing.T) {
	var wg sync.WaitGroup
	for _, word := range []string{"one", "two"} {
		wg.Go(func() { Log(word) })
	}
	wg.Wait()
	got := Lines()
	slices.Sort(got)
	if want := []string{"one", "two"}; !slices.Equal(got, want) {
		t.Errorf("lines are %q; want %q", got, want)
	}
}
