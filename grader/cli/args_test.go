package cli

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/grade"
)

func TestSlug(t *testing.T) {
	kit := t.TempDir()
	in := func(dir string) World { return World{Dir: filepath.Join(kit, dir)} }
	tests := []struct {
		name, dir, give, want string
	}{
		{"slug", "", "counter", "counter"},
		{"folder", "", "exercises/counter", "counter"},
		{"with a slash", "", "./exercises/counter/", "counter"},
		{"file", "", "exercises/counter/counter.go", "counter"},
		{"absolute", "", filepath.Join(kit, "exercises", "counter"), "counter"},
		{"here", "exercises/counter", ".", "counter"},
		{"file here", "exercises/counter", "counter.go", "counter"},
		{"beside", "exercises/future", "../counter", "counter"},
		{"nothing", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, []string{tt.want}, in(tt.dir).slugs([]string{tt.give}))
		})
	}
}

func TestValidate_WhatIsMeantIsSaid(t *testing.T) {
	tests := []struct {
		name string
		give gradeOptions
		want string
	}{
		{"two folders", gradeOptions{runs: 1, dirs: []string{"a", "b c"}}, `for dir in a 'b c'; do racekit grade --dir "$dir" --save "$(basename "$dir").jsonl"; done`},
		{"save to standard output", gradeOptions{runs: 1, save: "-"}, "'racekit grade --json' prints the results"},
		{"junit to standard output", gradeOptions{runs: 1, junit: "-"}, "racekit show --format junit -"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.give.validate()
			assert.ErrorContains(t, err, tt.want)
			assert.ErrorIs(t, err, grade.ErrUsage)
		})
	}
	assert.NoError(t, gradeOptions{runs: 1, dirs: []string{"a"}}.validate())
}
