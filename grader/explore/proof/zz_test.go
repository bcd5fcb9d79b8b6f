package proof_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

func TestMatrix(t *testing.T) {
	folder := os.Getenv("FOLDER")
	p := linked(t, folder)
	names := p.names(func(one explore.Test) bool { return strings.HasSuffix(one.Func, "Bug") })
	parts := strings.Split(os.Getenv("PARTS"), ",")
	var table = map[string][]string{}
	for _, part := range parts {
		var w []string
		if part != "" {
			w = strings.Split(part, "+")
		}
		for name, r := range p.explore(t, outcome.Plan{Seed: 1, Schedules: 5000, Without: w}, names) {
			s := "-"
			if f := r.Res.Failure; f != nil {
				s = fmt.Sprintf("%s@%d", f.Class, f.Schedule)
			}
			table[name] = append(table[name], s)
		}
	}
	for _, n := range names {
		row := table[n]
		u := slices.Compact(slices.Sorted(slices.Values(row)))
		if len(u) > 1 || os.Getenv("ALL") != "" {
			fmt.Println(n[strings.LastIndex(n, "/")+1:], row)
		}
	}
}
