package proof_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"racekit/grader/explore"
	"racekit/grader/explore/outcome"
)

func TestDebug(t *testing.T) {
	p := algorithms(t)
	if os.Getenv("P") == "bugs" {
		p = bugs(t)
	}
	n := 1000
	fmt.Sscan(os.Getenv("BUDGET"), &n)
	for name, r := range p.explore(t, outcome.Plan{Seed: 1, Schedules: n}, p.names(func(o explore.Test) bool { return strings.HasSuffix(o.Name, os.Getenv("T")) })) {
		f := r.Res.Failure
		fmt.Printf("%s %+v\n", name, r.Res.Coverage)
		if f == nil {
			continue
		}
		fmt.Println(describe(r), "unfair", f.Unfair, "bounded", f.Bounded, f.Bound, "stuck", f.Stuck, f.Running, len(f.Choices), f.Choices[:min(200, len(f.Choices))])
		for i, e := range f.Events {
			if i < 30 || i > len(f.Events)-60 {
				fmt.Printf("%+v\n", e)
			}
		}
	}
}
