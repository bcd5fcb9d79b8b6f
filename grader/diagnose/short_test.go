package diagnose

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestShort(t *testing.T) {
	tests := []struct{ give, want string }{
		{"main.main", "main"},
		{"racekit/exercises/demo.F", "F"},
		{"racekit/exercises/demo.(*Box).Add", "Box.Add"},
		{"racekit/exercises/demo.Box.Get", "Box.Get"},
		{"racekit/exercises/demo.(*Box).Add-fm", "Box.Add"},
		{"racekit/exercises/demo/tests.TestX.func1.2", "TestX"},
		{"racekit/exercises/demo.(*Stack[...]).Push", "Stack.Push"},
		{"racekit/exercises/demo.(*Stack[go.shape.int]).Push", "Stack.Push"},
		{"racekit/exercises/demo.(*Stack[go.shape.struct { racekit/exercises/demo.a int }]).Push.func1", "Stack.Push"},
		{"racekit/exercises/demo.Map[go.shape.[]int,go.shape.map[string]int]", "Map"},
		{"racekit/exercises/demo.init.0", "init.0"},
		{"panic", "panic"},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.give, func(t *testing.T) { assert.Equal(t, tt.want, short(tt.give)) })
	}
}
