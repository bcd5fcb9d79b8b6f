package cause_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/report/cause"
	"racekit/grader/verdict"
)

func finding(v verdict.Verdict, file string, line int, what string) *verdict.Finding {
	return &verdict.Finding{Verdict: v, Place: verdict.Place{File: file, Line: line}, What: verdict.Text{En: what}}
}

func because(f *verdict.Finding, why string) *verdict.Finding {
	g := *f
	g.Why.En = why
	return &g
}

func test(name string, v verdict.Verdict, f *verdict.Finding) verdict.Test {
	t := verdict.Test{Name: name, Verdict: v, Points: 10, Finding: f}
	if v == verdict.Pass {
		t.Earned = 10
	}
	return t
}

func TestOf(t *testing.T) {
	race := finding(verdict.DataRace, "counter.go", 21, "a")
	undefined := finding(verdict.DoesNotCompile, "counter.go", 7, "undefined")
	tests := []struct {
		name string
		give verdict.Exercise
		want map[string][]string
	}{
		{"all pass", verdict.Exercise{Tests: []verdict.Test{test("A", verdict.Pass, nil)}}, map[string][]string{}},
		{"one place, two tests, other words", verdict.Exercise{Tests: []verdict.Test{
			test("A", verdict.DataRace, race), test("B", verdict.Pass, nil),
			test("C", verdict.DataRace, finding(verdict.DataRace, "counter.go", 21, "b")),
		}}, map[string][]string{"data race counter.go:21 a": {"A", "C"}}},
		{"one place, two reasons", verdict.Exercise{Tests: []verdict.Test{
			test("A", verdict.DataRace, race), test("B", verdict.DataRace, because(race, "b")),
		}}, map[string][]string{"data race counter.go:21 a": {"A"}, "data race counter.go:21 a because b": {"B"}}},
		{"one place, two verdicts", verdict.Exercise{Tests: []verdict.Test{
			test("A", verdict.DataRace, race), test("B", verdict.WrongResult, finding(verdict.WrongResult, "counter.go", 21, "a")),
		}}, map[string][]string{"data race counter.go:21 a": {"A"}, "wrong result counter.go:21 a": {"B"}}},
		{"no place: what happened decides", verdict.Exercise{Tests: []verdict.Test{
			test("A", verdict.Hang, finding(verdict.Hang, "", 0, "x")), test("B", verdict.Hang, finding(verdict.Hang, "", 0, "x")),
			test("C", verdict.Hang, finding(verdict.Hang, "", 0, "y")),
		}}, map[string][]string{"hang :0 x": {"A", "B"}, "hang :0 y": {"C"}}},
		{"tests without a finding belong to the exercise's", verdict.Exercise{
			Findings: []verdict.Finding{*undefined, *undefined, *finding(verdict.DoesNotCompile, "counter.go", 7, "again")},
			Tests:    []verdict.Test{test("A", verdict.DoesNotCompile, nil), test("B", verdict.DoesNotCompile, nil)},
		}, map[string][]string{"does not compile counter.go:7 undefined": nil, "does not compile counter.go:7 again": {"A", "B"}}},
		{"nobody says why", verdict.Exercise{Tests: []verdict.Test{test("A", verdict.Panic, nil)}}, map[string][]string{"panic :0 ": {"A"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := map[string][]string{}
			for _, c := range cause.Of(tt.give) {
				var names []string
				for _, lost := range c.Tests {
					names = append(names, lost.Name)
				}
				f := c.Finding
				key := fmt.Sprintf("%s %s:%d %s", f.Verdict, f.Place.File, f.Place.Line, f.What.En)
				if !f.Why.IsZero() {
					key += " because " + f.Why.En
				}
				got[key] = names
				assert.Equal(t, 10*len(names), c.Lost())
			}
			assert.Equal(t, tt.want, got)
		})
	}
}

func TestOf_MostSevereFirst(t *testing.T) {
	got := cause.Of(verdict.Exercise{Tests: []verdict.Test{
		test("A", verdict.TooSlow, nil), test("B", "a verdict of tomorrow", nil),
		test("C", verdict.WrongResult, nil), test("D", verdict.DataRace, nil),
	}})
	var order []verdict.Verdict
	for _, c := range got {
		order = append(order, c.Finding.Verdict)
	}
	assert.Equal(t, []verdict.Verdict{verdict.DataRace, verdict.WrongResult, verdict.TooSlow, "a verdict of tomorrow"}, order)
}
