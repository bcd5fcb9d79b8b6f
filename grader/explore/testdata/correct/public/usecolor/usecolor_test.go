package usecolor

import (
	"sync"
	"testing"

	"github.com/fatih/color"
)

// The package-level functions share a cache under a lock.
func TestStrings(t *testing.T) {
	paint := []func(string, ...any) string{color.RedString, color.GreenString, color.RedString}
	got := make([]string, len(paint))
	var wg sync.WaitGroup
	for i, f := range paint {
		wg.Go(func() { got[i] = f("%d%%", 50) })
	}
	wg.Wait()
	if got[0] != got[2] || len(got[0]) < 3 {
		t.Errorf("got %q", got)
	}
}
