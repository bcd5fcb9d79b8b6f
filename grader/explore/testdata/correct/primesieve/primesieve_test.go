package primesieve

import (
	"fmt"
	"testing"
)

func TestUpTo(t *testing.T) {
	if got := fmt.Sprint(UpTo(7)); got != "[2 3 5 7]" {
		t.Errorf("UpTo(7) = %s", got)
	}
	if got := UpTo(1); len(got) != 0 {
		t.Errorf("UpTo(1) = %v", got)
	}
}

func TestFirst(t *testing.T) {
	if got := fmt.Sprint(First(3)); got != "[2 3 5]" {
		t.Errorf("First(3) = %s", got)
	}
}
