package catalog

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDistance(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       int
	}{
		{"same", "counter", "counter", 0},
		{"both empty", "", "", 0},
		{"from nothing", "", "abc", 3},
		{"to nothing", "abc", "", 3},
		{"insertion", "conter", "counter", 1},
		{"deletion", "counnter", "counter", 1},
		{"replacement", "countor", "counter", 1},
		{"transposition", "conuter", "counter", 1},
		{"the textbook's", "kitten", "sitting", 3},
		{"a swap is not edited again", "ca", "abc", 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, distance(tt.a, tt.b))
			assert.Equal(t, tt.want, distance(tt.b, tt.a), "the other way round")
		})
	}
}

func TestNearest(t *testing.T) {
	names := []string{"pool", "poll", "mutex"}
	tests := []struct {
		name, give, want string
		found            bool
	}{
		{"one letter", "pol", "pool", true},
		{"the first of equals", "po", "pool", true},
		{"every letter differs", "xy", "", false},
		{"too far", "semaphore", "", false},
		{"nothing typed", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, found := nearest(tt.give, names)
			assert.Equal(t, tt.found, found)
			assert.Equal(t, tt.want, got)
		})
	}
}
