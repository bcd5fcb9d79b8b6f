package doctor

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMeminfo(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, give string
		want       uint64
	}{
		{"as Linux 6 writes it", "MemTotal:       24683520 kB\nMemFree:        22451848 kB\nMemAvailable:   23949312 kB\nBuffers:            1 kB\n", 23949312 << 10},
		{"an old kernel", "MemTotal:       24683520 kB\nMemFree:        22451848 kB\n", 0},
		{"no number", "MemAvailable:   much kB\n", 0},
		{"nothing", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, tt.want, meminfo(tt.give))
		})
	}
}
