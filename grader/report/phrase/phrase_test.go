package phrase_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"racekit/grader/report/phrase"
	"racekit/grader/verdict"
)

const en, ja = verdict.English, verdict.Japanese

func text(s string) verdict.Text { return verdict.Text{En: s} }

func TestSentence(t *testing.T) {
	f := verdict.Finding{
		What:      verdict.Text{En: "x is\n read.", Ja: "xを読みます。"},
		Direction: verdict.Text{En: "Lock it.", Ja: "ロックしてください。"},
	}
	assert.Equal(t, "x is read. Lock it.", phrase.Sentence(f, en))
	assert.Equal(t, "xを読みます。ロックしてください。", phrase.Sentence(f, ja), "no space between sentences")
	assert.NotEmpty(t, phrase.Sentence(verdict.Finding{}, en), "a finding always says something")
}

func TestMessage(t *testing.T) {
	f := verdict.Finding{What: text("panic: boom."), Message: "boom"}
	assert.Empty(t, phrase.Message(f, en), "the sentence says it")
	f = verdict.Finding{What: verdict.Text{En: "panic: boom.", Ja: "パニックが発生しました: boom。"}, Message: "panic: boom"}
	assert.Empty(t, phrase.Message(f, en))
	assert.Empty(t, phrase.Message(f, ja), "the sentence says it in Japanese")
	f.Message = "boom\nbang"
	assert.Equal(t, "boom\nbang", phrase.Message(f, en))
}

func TestMessage_OnceEach(t *testing.T) {
	tests := []struct {
		name, give, want string
	}{
		{"different", "a_test.go:1: x\na_test.go:2: x", "a_test.go:1: x\na_test.go:2: x"},
		{"the same", "a_test.go:1: x\na_test.go:1: x\na_test.go:1: x", "a_test.go:1: x (3 times)"},
		{"not in a row", "a_test.go:1: x\na_test.go:2: y\na_test.go:1: x\n", "a_test.go:1: x (2 times)\na_test.go:2: y"},
		{"of several lines", "a_test.go:1: x\n\tgot 1\na_test.go:1: x\n\tgot 1\na_test.go:1: x\n\tgot 2", "a_test.go:1: x (2 times)\n\tgot 1\na_test.go:1: x\n\tgot 2"},
		{"no failure of a test", "ha\nha\nha", "ha\nha\nha"},
		{"after something else", "ha\nha\na_test.go:1: x\na_test.go:1: x", "ha\nha\na_test.go:1: x (2 times)"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, phrase.Message(verdict.Finding{Message: tt.give}, en))
		})
	}
	assert.Equal(t, "a_test.go:1: x（2回）", phrase.Message(verdict.Finding{Message: tests[1].give[:29]}, ja))
}

func TestPlace(t *testing.T) {
	const dir = "exercises/counter"
	tests := []struct {
		name string
		give verdict.Place
		want string
	}{
		{"nowhere", verdict.Place{}, ""},
		{"in the exercise", verdict.Place{File: dir + "/counter.go", Line: 7}, "counter.go:7"},
		{"outside", verdict.Place{File: "sync/mutex.go", Line: 7}, "sync/mutex.go:7"},
		{"a whole file", verdict.Place{File: dir + "/counter.go"}, "counter.go"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, phrase.Place(tt.give, dir))
		})
	}
	assert.Equal(t, dir+"/counter.go:7", phrase.Place(tests[1].give, ""))
}

func TestState(t *testing.T) {
	edited := []verdict.Note{{File: "x_test.go", Remedy: "git checkout -- x_test.go"}}
	tests := []struct {
		name string
		give verdict.Exercise
		want string
	}{
		{"verdict", verdict.Exercise{Verdict: verdict.Hang, Counts: true}, "hang"},
		{"stub", verdict.Exercise{Verdict: verdict.Hang, Counts: true, Untouched: true}, "not started"},
		{"stub that passes", verdict.Exercise{Verdict: verdict.Pass, Counts: true, Untouched: true}, "pass"},
		{"stub and grader failed", verdict.Exercise{Verdict: verdict.NotGraded, Counts: true, Untouched: true}, "not graded"},
		{"tampered", verdict.Exercise{Verdict: verdict.Pass, Notes: edited}, "does not count"},
		{"nothing counts in this grading", verdict.Exercise{Verdict: verdict.Pass}, "pass"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, phrase.State(tt.give).In(en))
		})
	}
}

func TestFailure(t *testing.T) {
	test := verdict.Test{Title: text("Nothing is lost"), Executions: 10, Tally: map[verdict.Verdict]int{verdict.Pass: 8, verdict.Hang: 2}}
	assert.Equal(t, "Nothing is lost (in 2 of 10 executions)", phrase.Failure(test, 10, en))
	assert.Contains(t, phrase.Failure(test, 20, en), "(in 2 of 10 executions; a failure ends them early)", "they were not all done")
	assert.Contains(t, phrase.Failure(test, 20, ja), "10回の実行中2回、失敗のため打ち切り")
	test.Tally = map[verdict.Verdict]int{verdict.Hang: 10}
	assert.Equal(t, "Nothing is lost", phrase.Failure(test, 20, en), "always is not worth saying")
}

func TestFailed(t *testing.T) {
	a, b := verdict.Test{Title: text("A"), Verdict: verdict.Hang}, verdict.Test{Title: text("B"), Verdict: verdict.Pass}
	assert.Equal(t, "A", phrase.Failed(verdict.Exercise{Tests: []verdict.Test{a, b}}, en))
	assert.Equal(t, "every test", phrase.Failed(verdict.Exercise{Tests: []verdict.Test{a, a}}, en))
	assert.Equal(t, "A", phrase.Failed(verdict.Exercise{Tests: []verdict.Test{a}}, en), "one test is better named")
}

func TestCauses(t *testing.T) {
	ex := verdict.Exercise{Tests: []verdict.Test{{Name: "A", Verdict: verdict.Hang}, {Name: "B", Verdict: verdict.NotGraded}}}
	count := func(untouched, alone, interrupted bool) int {
		ex.Untouched = untouched
		return len(phrase.Causes(ex, alone, interrupted))
	}
	assert.Equal(t, 2, count(false, false, false))
	assert.Equal(t, 0, count(true, false, false), "a stub is one line")
	assert.Equal(t, 2, count(true, true, false), "unless it was asked for")
	assert.Equal(t, 1, count(false, false, true), "what an interruption left open is said once")
}

func TestOf(t *testing.T) {
	f := verdict.Finding{
		Accesses: []verdict.Access{
			{Op: "read", At: verdict.Place{File: "e/c.go", Line: 21, Func: "Value"}, Goroutine: "g9"},
			{Op: "write", At: verdict.Place{File: "e/c.go", Line: 14, Func: "Inc"}, Goroutine: "g8"},
		},
		Goroutines: []verdict.Goroutine{
			{Name: "g9", Test: true}, {Name: "g8", Created: verdict.Place{File: "e/c_test.go", Line: 3}},
		},
	}
	assert.Equal(t, []string{
		"the two accesses, the earlier first:",
		"  g8  write  c.go:14 Inc  started at c_test.go:3",
		"  g9  read  c.go:21 Value  the test itself",
	}, phrase.Of(f, "e", en).Lines(en))

	like := verdict.Finding{Goroutines: []verdict.Goroutine{{Name: "g1", State: "select", Like: 7}}}
	assert.Equal(t, "g1 and 7 like it", phrase.Of(like, "", en).Rows[0].Cells[0])

	f.Accesses = nil
	for i := range 2 * phrase.MaxRows {
		f.Goroutines = append(f.Goroutines, verdict.Goroutine{Name: fmt.Sprint(i)})
	}
	e := phrase.Of(f, "e", en)
	assert.Len(t, e.Rows, phrase.MaxRows)
	assert.Equal(t, phrase.MaxRows+2, e.More)
	assert.Equal(t, "  ... and 8 more", e.Lines(en)[phrase.MaxRows+1])
	assert.Empty(t, phrase.Of(verdict.Finding{}, "e", en).Lines(en))
}

func TestOf_WhatTheSentenceTold(t *testing.T) {
	g1 := verdict.Goroutine{Name: "g1", State: "chan send", At: verdict.Place{File: "e/c.go", Line: 3}}
	g2 := verdict.Goroutine{Name: "g2", State: "select", At: verdict.Place{File: "e/c.go", Line: 4}, Created: verdict.Place{File: "e/c.go", Line: 9}, Like: 5}
	const one = "g1 is blocked (chan send) at c.go:3"
	const both = one + "; g2 and 5 more like it are blocked (select) at c.go:4 (started at c.go:9)"
	tests := []struct {
		name, says string
		give       []verdict.Goroutine
		want       int
	}{
		{"all of one", one, []verdict.Goroutine{g1}, 0},
		{"all of two", both, []verdict.Goroutine{g1, g2}, 0},
		{"one of two", one, []verdict.Goroutine{g1, g2}, 2},
		{"not where it was started", "g2 and 5 more like it are blocked (select) at c.go:4", []verdict.Goroutine{g2}, 1},
		{"not how many", "g2 is blocked (select) at c.go:4 (started at c.go:9)", []verdict.Goroutine{g2}, 1},
		{"another line", "g1 is blocked (chan send) at c.go:33", []verdict.Goroutine{g1}, 1},
		{"another goroutine", "g12 is blocked (chan send) at c.go:3", []verdict.Goroutine{g1}, 1},
		{"too many to read", both, []verdict.Goroutine{g1, g1, g1, g1}, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := phrase.Of(verdict.Finding{What: text(tt.says), Goroutines: tt.give}, "e", en)
			assert.Len(t, e.Rows, tt.want)
			assert.Equal(t, tt.want == 0, e.Head == "", "no head without rows")
		})
	}
}
